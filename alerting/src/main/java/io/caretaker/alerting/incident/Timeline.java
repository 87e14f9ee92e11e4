package io.caretaker.alerting.incident;

import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.TimelineEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps timelines short enough to read: what happens to symptoms is one entry whose count grows and which moves to the
 * end; beyond the limit the oldest entries of automatisms go, never the opening, the last of a kind, or what a person did.
 */
final class Timeline {
    static final String SYSTEM = "system";
    static final String OPENED = "opened";
    static final String SYMPTOM_ATTACHED = "symptom-attached";
    static final String SYMPTOM_CLEARED = "symptom-cleared";
    static final String RETURNED = "fault-returned";

    /** Entries after which people's comments are refused: a conversation of this length belongs elsewhere. */
    static final int FULL = 1000;

    private static final Set<String> COUNTED = Set.of(SYMPTOM_ATTACHED, SYMPTOM_CLEARED, RETURNED);

    private final int limit;

    Timeline(int limit) {
        this.limit = limit;
    }

    void append(List<TimelineEntry> timeline, TimelineEntry entry) {
        timeline.add(COUNTED.contains(entry.kind()) ? counted(timeline, entry) : entry);
        for (int i = 1; timeline.size() > limit && i < timeline.size(); ) {
            if (mayGo(timeline, i)) {
                timeline.remove(i);
            } else {
                i++;
            }
        }
    }

    /** The last entry of a kind stays: the life cycle reads from it since when a proof runs. */
    private static boolean mayGo(List<TimelineEntry> timeline, int at) {
        TimelineEntry entry = timeline.get(at);
        return entry.actor().equals(SYSTEM)
                && timeline.subList(at + 1, timeline.size()).stream()
                        .anyMatch(later -> later.kind().equals(entry.kind()));
    }

    private static TimelineEntry counted(List<TimelineEntry> timeline, TimelineEntry entry) {
        Map<String, String> details = new HashMap<>(entry.details());
        long events = 1;
        String since = String.valueOf(entry.timeMicros());
        for (int i = timeline.size() - 1; i >= 0; i--) {
            TimelineEntry earlier = timeline.get(i);
            if (earlier.kind().equals(entry.kind())) {
                events += Long.parseLong(earlier.details().getOrDefault("events", "1"));
                since = earlier.details().getOrDefault("since", since);
                timeline.remove(i);
                break;
            }
        }
        details.put("events", String.valueOf(events));
        details.put("since", since);
        return new TimelineEntry(entry.timeMicros(), entry.kind(), entry.actor(), details);
    }

    /** The newest entry of one of the kinds. */
    static Optional<TimelineEntry> last(Incident incident, Set<String> kinds) {
        for (int i = incident.timeline().size() - 1; i >= 0; i--) {
            if (kinds.contains(incident.timeline().get(i).kind())) {
                return Optional.of(incident.timeline().get(i));
            }
        }
        return Optional.empty();
    }
}
