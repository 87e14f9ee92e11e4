package io.caretaker.model.incident;

import java.util.Map;

/**
 * One thing that happened to an incident.
 *
 * @param kind {@code opened}, {@code symptom-attached}, {@code acknowledged}, {@code commented}, {@code notified},
 *     {@code escalated}, {@code task-created}, {@code task-…}, {@code resolved}, {@code closed}, {@code reopened} …
 * @param actor person id, or {@code system}
 * @param details what pages fill into the translated sentence of the kind
 */
public record TimelineEntry(long timeMicros, String kind, String actor, Map<String, String> details) {
    public TimelineEntry {
        details = Map.copyOf(details);
    }
}
