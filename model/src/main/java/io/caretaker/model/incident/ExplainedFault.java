package io.caretaker.model.incident;

import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.Severity;
import java.util.List;
import java.util.OptionalLong;

/**
 * A fault inside an incident.
 *
 * @param clearedMicros when telemetry went back in band, empty while it has not
 * @param root true for the cause, false for a symptom that the cause explains
 */
public record ExplainedFault(
        String faultId,
        String type,
        String asset,
        Severity severity,
        long onsetMicros,
        OptionalLong clearedMicros,
        boolean root,
        List<Evidence> evidence) {
    public ExplainedFault {
        evidence = List.copyOf(evidence);
    }
}
