package io.caretaker.alerting.dispatch;

/** What can happen to a repair task. */
public enum TaskEvent {
    /** The planner or a person gives it to a crew. */
    ASSIGN,
    /** The crew takes it. */
    ACCEPT,
    /** The crew is on site. */
    START,
    /** The crew says it is repaired. */
    DONE,
    /** The crew does not do it. */
    REJECT,
    /** The crew did not answer in time. */
    LAPSE,
    /** A person calls it off, or its incident became a symptom of another. */
    CANCEL,
    /** Telemetry contradicts "done", or the fault returned. */
    PROOF_FAILED,
    /** The proof period of the incident is over. */
    INCIDENT_CLOSED
}
