package io.caretaker.model.work;

/** created → assigned → accepted → on site → done → verified, or rejected back to created, or cancelled. */
public enum TaskState {
    CREATED,
    ASSIGNED,
    ACCEPTED,
    ON_SITE,
    /** The crew says so; telemetry has yet to prove it. */
    DONE,
    VERIFIED,
    CANCELLED;

    public boolean isOver() {
        return this == VERIFIED || this == CANCELLED;
    }
}
