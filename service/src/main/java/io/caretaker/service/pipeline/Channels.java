package io.caretaker.service.pipeline;

/** The channels between the stages. In memory when embedded; a deployment may bind them to a broker by configuration. */
public final class Channels {
    /** {@code JournalGroup}: what was journaled, in order. */
    public static final String JOURNAL_GROUPS = "journal-groups";
    /** {@code DetectedBatch}: faults, with the ticks and commands between them. */
    public static final String FAULTS_DETECTED = "faults-detected";
    /** {@code IncidentBatch}: incidents as they changed, after they were committed. */
    public static final String INCIDENTS_CHANGED = "incidents-changed";
    /** Messages of a broker that an estate already has. */
    public static final String BROKER_TELEMETRY = "broker-telemetry";

    private Channels() {}
}
