package io.caretaker.ingest.downlink;

/** What was asked of a command does not apply to it as it is. The message says why, for people. */
public final class CommandRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandRefused(String why) {
        super(why);
    }
}
