package io.caretaker.ingest.downlink;

/** How far a command has come. */
public enum CommandState {
    /** A second person has to confirm it. */
    AWAITING_CONFIRMATION,
    /** Waits for the device to be reached. */
    QUEUED,
    /** On the wire. */
    SENT,
    /** The device has it. */
    ACKNOWLEDGED,
    /** The device says that it was done. */
    EXECUTED,
    /** The device says that it could not be done. */
    FAILED,
    /** Its time ran out before the device said anything. */
    EXPIRED,
    /** Somebody took it back. */
    CANCELLED;

    public boolean isOver() {
        return this == EXECUTED || this == FAILED || this == EXPIRED || this == CANCELLED;
    }

    /** Whether the device may still get it. */
    public boolean isPending() {
        return this == AWAITING_CONFIRMATION || this == QUEUED;
    }
}
