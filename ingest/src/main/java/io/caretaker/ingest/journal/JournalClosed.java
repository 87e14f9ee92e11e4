package io.caretaker.ingest.journal;

/** The journal is closing or closed: nothing was taken. */
public final class JournalClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalClosed() {
        super("journal is closed", null, false, false);
    }
}
