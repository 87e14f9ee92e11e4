package io.caretaker.model.incident;

/** open → acknowledged → in repair → resolved → closed; a failed proof or a return within the window reopens. */
public enum IncidentState {
    OPEN,
    ACKNOWLEDGED,
    IN_REPAIR,
    /** Telemetry says it is over; the proof period runs. */
    RESOLVED,
    CLOSED;

    public boolean isOver() {
        return this == CLOSED;
    }
}
