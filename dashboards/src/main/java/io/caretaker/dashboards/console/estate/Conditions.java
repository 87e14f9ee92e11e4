package io.caretaker.dashboards.console.estate;

import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The condition of every asset, derived from the incidents that are not over. Immutable. */
public final class Conditions {
    /** Faults that say nothing about the asset, only that nobody hears of it. */
    private static final Set<String> SILENCE = Set.of("device-stale", "gateway-offline");

    private static final Status NORMAL = new Status(Condition.OK, Severity.S4, "");

    private final Map<String, Status> byAsset;

    private Conditions(Map<String, Status> byAsset) {
        this.byAsset = Collections.unmodifiableMap(byAsset);
    }

    /** @param incident id of the incident that says so, empty while all is well */
    public record Status(Condition condition, Severity severity, String incident) {}

    /** The states that matter here. One query of these serves a whole page. */
    public static IncidentStore.Query notOver() {
        return IncidentStore.Query.of(
                IncidentState.OPEN, IncidentState.ACKNOWLEDGED, IncidentState.IN_REPAIR, IncidentState.RESOLVED);
    }

    public static Conditions of(Collection<Incident> incidents) {
        Map<String, Status> byAsset = new HashMap<>();
        for (Incident incident : incidents) {
            for (ExplainedFault fault : incident.faults()) {
                Condition condition = condition(incident, fault);
                if (condition != Condition.OK) {
                    byAsset.merge(
                            fault.asset(), new Status(condition, fault.severity(), incident.id()), Conditions::worse);
                }
            }
        }
        return new Conditions(byAsset);
    }

    public Status of(String asset) {
        return byAsset.getOrDefault(asset, NORMAL);
    }

    /** Only the assets that are not normal. */
    public Map<String, Status> exceptions() {
        return byAsset;
    }

    private static Condition condition(Incident incident, ExplainedFault fault) {
        if (incident.state() == IncidentState.CLOSED) {
            return Condition.OK;
        }
        if (fault.clearedMicros().isPresent()) {
            return incident.state() == IncidentState.RESOLVED ? Condition.PROVING : Condition.OK;
        }
        if (SILENCE.contains(fault.type())) {
            return Condition.SILENT;
        }
        return incident.state() == IncidentState.IN_REPAIR ? Condition.REPAIR : Condition.FAULT;
    }

    private static Status worse(Status a, Status b) {
        if (a.condition() == b.condition()) {
            return b.severity().isWorseThan(a.severity()) ? b : a;
        }
        return b.condition().isWorseThan(a.condition()) ? b : a;
    }
}
