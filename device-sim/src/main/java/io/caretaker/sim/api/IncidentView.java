package io.caretaker.sim.api;

import java.time.Instant;
import java.util.Set;

/**
 * What the API shows of an incident.
 *
 * @param type fault type of its root cause
 * @param changed of its last change
 * @param faults what it explains, as {@link #key}: a fault that returns takes the place of its predecessor
 */
public record IncidentView(String id, String type, String asset, Instant onset, Instant changed, Set<String> faults) {
    public IncidentView {
        faults = Set.copyOf(faults);
    }

    /** Kind and place of a fault. */
    public static String key(String type, String asset) {
        return type + "@" + asset;
    }

    /** Whether the fault belongs to it, now or when it was opened the first time. */
    public boolean explains(FaultView fault) {
        return faults.contains(key(fault.type(), fault.asset()))
                && !fault.onset().isBefore(onset)
                && !fault.onset().isAfter(changed);
    }
}
