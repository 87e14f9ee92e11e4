package io.caretaker.model.incident;

import io.caretaker.model.fault.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What a person handles: one root cause with all the faults explained by it.
 *
 * @param id derived from (root fault type, asset, onset): replay repeats it
 * @param asset the asset of the root cause
 * @param scope the asset whose subtree was correlated in
 * @param type fault type of the root cause
 * @param openedMicros when it was opened (decided), not the onset
 * @param acknowledgedBy person who took it
 * @param faults root first
 * @param timeline oldest first
 * @param reopened how often it came back
 */
public record Incident(
        String id,
        String estate,
        String scope,
        String asset,
        String type,
        Severity severity,
        IncidentState state,
        long onsetMicros,
        long openedMicros,
        long changedMicros,
        Optional<String> acknowledgedBy,
        List<ExplainedFault> faults,
        List<TimelineEntry> timeline,
        int reopened) {
    public Incident {
        faults = List.copyOf(faults);
        timeline = List.copyOf(timeline);
    }

    /** True when no fault of it holds any more. */
    public boolean allCleared() {
        return faults.stream().allMatch(f -> f.clearedMicros().isPresent());
    }

    public long symptoms() {
        return faults.stream().filter(f -> !f.root()).count();
    }
}
