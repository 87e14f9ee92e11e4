package io.caretaker.alerting.fault;

import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.Severity;
import java.util.List;
import java.util.OptionalLong;

/**
 * A fault as it was detected, for looking back.
 *
 * @param raisedMicros when it was decided, after the on-delay
 * @param clearedMicros empty while it holds
 */
public record FaultRecord(
        String id,
        String type,
        String asset,
        Severity severity,
        long onsetMicros,
        long raisedMicros,
        OptionalLong clearedMicros,
        List<Evidence> evidence) {
    public FaultRecord {
        evidence = List.copyOf(evidence);
    }
}
