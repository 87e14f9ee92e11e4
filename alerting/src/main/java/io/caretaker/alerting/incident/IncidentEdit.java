package io.caretaker.alerting.incident;

import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A changed copy of an incident in the making. Single-threaded, short-lived. */
final class IncidentEdit {
    private final Incident base;
    private final List<ExplainedFault> faults;
    private final List<TimelineEntry> timeline;
    private Severity severity;
    private IncidentState state;
    private Optional<String> acknowledgedBy;
    private int reopened;

    IncidentEdit(Incident base) {
        this.base = base;
        this.faults = new ArrayList<>(base.faults());
        this.timeline = new ArrayList<>(base.timeline());
        this.severity = base.severity();
        this.state = base.state();
        this.acknowledgedBy = base.acknowledgedBy();
        this.reopened = base.reopened();
    }

    IncidentEdit state(IncidentState state) {
        this.state = state;
        return this;
    }

    IncidentEdit acknowledgedBy(Optional<String> person) {
        this.acknowledgedBy = person;
        return this;
    }

    IncidentEdit countReopening() {
        reopened++;
        return this;
    }

    /** Adds the fault, in the place of an earlier occurrence of the same fault of the same asset. Root stays first. */
    IncidentEdit put(ExplainedFault fault) {
        int at = indexOf(fault.type(), fault.asset());
        if (at >= 0) {
            faults.set(at, fault);
        } else if (fault.root()) {
            faults.add(0, fault);
        } else {
            faults.add(fault);
        }
        if (fault.severity().isWorseThan(severity)) {
            severity = fault.severity();
        }
        return this;
    }

    /** The occurrence that is kept of the same fault of the same asset. */
    Optional<ExplainedFault> kept(ExplainedFault fault) {
        int at = indexOf(fault.type(), fault.asset());
        return at < 0 ? Optional.empty() : Optional.of(faults.get(at));
    }

    IncidentEdit remove(ExplainedFault fault) {
        int at = indexOf(fault.type(), fault.asset());
        if (at >= 0) {
            faults.remove(at);
        }
        return this;
    }

    IncidentEdit removeFaults() {
        faults.clear();
        return this;
    }

    long symptoms() {
        return faults.stream().filter(f -> !f.root()).count();
    }

    long uncleared() {
        return faults.stream().filter(f -> f.clearedMicros().isEmpty()).count();
    }

    /** Appends the entry and closes the edit. */
    Incident entry(Timeline rules, long now, String kind, String actor, Map<String, String> details) {
        rules.append(timeline, new TimelineEntry(now, kind, actor, details));
        return new Incident(
                base.id(),
                base.estate(),
                base.scope(),
                base.asset(),
                base.type(),
                severity,
                state,
                base.onsetMicros(),
                base.openedMicros(),
                now,
                acknowledgedBy,
                faults,
                timeline,
                reopened);
    }

    private int indexOf(String type, String asset) {
        for (int i = 0; i < faults.size(); i++) {
            ExplainedFault fault = faults.get(i);
            if (fault.asset().equals(asset) && fault.type().equals(type)) {
                return i;
            }
        }
        return -1;
    }
}
