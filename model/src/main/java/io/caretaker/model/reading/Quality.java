package io.caretaker.model.reading;

/** How far a reading can be trusted. Only good readings reach value detectors. */
public enum Quality {
    GOOD,
    /** Kept and shown, with its reason; detectors of liveness see it, detectors of values do not. */
    SUSPECT,
    BAD
}
