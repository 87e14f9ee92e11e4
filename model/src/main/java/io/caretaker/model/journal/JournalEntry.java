package io.caretaker.model.journal;

import io.caretaker.model.reading.Reading;
import java.util.List;
import java.util.Objects;

/**
 * What the journal records, in one order: the only inputs of detection and of everything behind it. A new kind needs a
 * new permitted type and an answer in the journal's codec.
 */
public sealed interface JournalEntry {
    /** When it happened, by the service's clock: of readings, when they arrived. */
    long timeMicros();

    /**
     * Readings of one message, all of one device.
     *
     * @param arrivalMicros when the service received them
     */
    record ReadingsReceived(String device, long arrivalMicros, List<Reading> readings) implements JournalEntry {
        public ReadingsReceived {
            Objects.requireNonNull(device, "device");
            readings = List.copyOf(readings);
        }

        @Override
        public long timeMicros() {
            return arrivalMicros;
        }
    }

    /** A device went online or offline as the transport sees it (connect, last will). */
    record DeviceStatusChanged(String device, long timeMicros, boolean online) implements JournalEntry {}

    /** A recorded passing of time; the only way that time enters detection. */
    record Ticked(long timeMicros) implements JournalEntry {}

    /**
     * Somebody decided something: acknowledge an incident, change a rule, assign a task …
     *
     * @param kind what, as {@code incident.acknowledge}, {@code rule.put}, {@code task.done}, {@code registry.changed}
     * @param subject id of the incident, rule or task it is about
     * @param actor id of the person, or {@code system:…} for an automatism
     * @param timeMicros when it was decided, by the service's clock
     * @param body JSON object with the rest, {@code {}} when there is none
     */
    record CommandIssued(String kind, String subject, String actor, long timeMicros, String body)
            implements JournalEntry {
        public CommandIssued {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(actor, "actor");
            Objects.requireNonNull(body, "body");
        }
    }
}
