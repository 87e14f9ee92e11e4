package io.caretaker.dashboards.console.incident;

import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An incident as one line of a list. */
public record IncidentLine(
        String href,
        Severity severity,
        String severityLabel,
        IncidentState state,
        String stateLabel,
        String title,
        String place,
        String estate,
        String numbers,
        String since,
        String sinceIso,
        String ago,
        long symptoms) {

    /** Names things in the reader's words. */
    public record Naming(Say say, Topology topology, FaultCatalogue catalogue) {
        public String fault(String type) {
            return catalogue.find(type).map(t -> say.text(t.name())).orElse(type);
        }

        public String asset(String id) {
            return topology.asset(id).map(a -> say.text(a.name())).orElse(id);
        }

        public String estate(String id) {
            return topology.estate(id).map(e -> say.text(e.name())).orElse(id);
        }

        /** In the local time of the estate. */
        public Say sayIn(String estate) {
            return topology.estate(estate).map(Estate::zone).map(say::in).orElse(say);
        }

        /** The asset with what it lies in, from the outside in. */
        public String place(String id) {
            List<String> names = new ArrayList<>(topology.asset(id)
                    .map(a -> topology.pathUp(a).stream()
                            .map(Asset::name)
                            .map(say::text)
                            .toList())
                    .orElse(List.of(id)));
            Collections.reverse(names);
            return String.join(" › ", names);
        }
    }

    public static IncidentLine of(Incident incident, Naming naming) {
        Say say = naming.sayIn(incident.estate());
        String numbers = incident.faults().stream()
                .findFirst()
                .map(f -> say.list(
                        f.evidence().stream().limit(2).map(say::evidence).toList()))
                .orElse("");
        return new IncidentLine(
                Links.incident(incident.id()),
                incident.severity(),
                say.word("severity", incident.severity()),
                incident.state(),
                say.word("incident", incident.state()),
                naming.fault(incident.type()),
                naming.place(incident.asset()),
                naming.estate(incident.estate()),
                numbers,
                say.time(incident.onsetMicros()),
                say.iso(incident.onsetMicros()),
                say.ago(incident.onsetMicros()),
                incident.symptoms());
    }
}
