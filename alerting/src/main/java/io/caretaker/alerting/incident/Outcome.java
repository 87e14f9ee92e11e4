package io.caretaker.alerting.incident;

/** What became of faults, counted since the beginning of the journal. */
public enum Outcome {
    /** Detection raised it. */
    RAISED,
    /** Raised again under the same id: ignored. */
    REPEATED,
    /** The same fault of the same asset was being handled, or was just over: no new incident. */
    RETURNED,
    /** A later occurrence took its place where it was kept. */
    SUPERSEDED,
    /** Explained by the cause of another incident. */
    ATTACHED,
    /** Cleared while it waited for a cause: nobody was told. */
    DAMPED,
    /** An incident was opened for it. */
    OPENED,
    /** A closed incident was opened again for it. */
    REOPENED,
    /** Its incident turned out to be a symptom of another. */
    MERGED
}
