package io.caretaker.sim.api;

import java.util.List;

/**
 * What the API shows of an incident.
 *
 * @param type fault type of its root cause
 * @param faults ids of the faults it explains
 */
public record IncidentView(String id, String type, String asset, String state, List<String> faults) {
    public IncidentView {
        faults = List.copyOf(faults);
    }
}
