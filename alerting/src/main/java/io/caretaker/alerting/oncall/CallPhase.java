package io.caretaker.alerting.oncall;

/** How far the calling for an incident has got. */
public enum CallPhase {
    /** Unacknowledged: the next step has a time. */
    CALLING,
    /** Told as far as its severity asks: once, or not at all. */
    QUIET,
    /** Somebody took it; lapses without progress. */
    HELD,
    /** A crew works on it. */
    WORKING,
    /** Every round was gone through and everybody was told; only a person or a change calls again. */
    EXHAUSTED,
    /** Resolved; comes back when the incident does. */
    OVER
}
