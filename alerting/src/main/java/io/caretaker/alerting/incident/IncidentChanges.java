package io.caretaker.alerting.incident;

import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.incident.IncidentItem.IncidentChanged;
import io.caretaker.model.incident.TimelineEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one way by which an incident changes: remembered in the state and handed on with the entry that describes it. */
public final class IncidentChanges {
    private final CorrelatorState state;
    private final Timeline timeline;
    private final List<IncidentItem> out;

    IncidentChanges(CorrelatorState state, Timeline timeline, List<IncidentItem> out) {
        this.state = state;
        this.timeline = timeline;
        this.out = out;
    }

    Incident commit(IncidentEdit edit, String kind, String actor, Map<String, String> details) {
        Incident after = edit.entry(timeline, state.now(), kind, actor, details);
        List<TimelineEntry> entries = after.timeline();
        state.put(after);
        out.add(new IncidentChanged(after, entries.get(entries.size() - 1)));
        return after;
    }

    /** The incidents among the items, each as it is after the last of its changes: what there is to save. */
    public static Collection<Incident> latest(Collection<? extends IncidentItem> items) {
        Map<String, Incident> latest = new LinkedHashMap<>();
        for (IncidentItem item : items) {
            if (item instanceof IncidentChanged changed) {
                latest.put(changed.incident().id(), changed.incident());
            }
        }
        return List.copyOf(latest.values());
    }
}
