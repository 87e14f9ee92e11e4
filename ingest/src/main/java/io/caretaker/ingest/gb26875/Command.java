package io.caretaker.ingest.gb26875;

import java.util.Arrays;
import java.util.Optional;

/** What a frame is for. 7 to 127 are reserved and 128 to 255 are the vendors'. */
public enum Command {
    /** The centre makes the device do something. */
    CONTROL(1),
    /** The device reports; the centre confirms. */
    SEND(2),
    CONFIRM(3),
    /** The centre asks. */
    REQUEST(4),
    /** The device answers a request. */
    RESPONSE(5),
    /** The frame was not taken. */
    DENY(6);

    private final int code;

    Command(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Optional<Command> of(int code) {
        return Arrays.stream(values()).filter(c -> c.code == code).findFirst();
    }
}
