package io.caretaker.dashboards.console.incident;

import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A page of the list of incidents with the filters that made it. */
record IncidentList(Filter filter, List<Tab> states, List<Tab> severities, List<IncidentLine> lines, String next) {
    private static final int PAGE = 100;

    /** States of the tab "open", which is the one that people need. */
    private static final Set<IncidentState> NOT_CLOSED = EnumSet.complementOf(EnumSet.of(IncidentState.CLOSED));

    /** Each field empty for no restriction; {@code state} empty means not closed, {@code ALL} means any. */
    record Filter(String state, String estate, String severity, String after) {
        String with(String state, String severity) {
            return "/incidents?state=" + Links.escaped(state) + "&estate=" + Links.escaped(estate) + "&severity="
                    + Links.escaped(severity);
        }

        Set<IncidentState> states() {
            if (state.equals("ALL")) {
                return Set.of();
            }
            return Arrays.stream(IncidentState.values())
                    .filter(s -> s.name().equals(state))
                    .findFirst()
                    .map(Set::of)
                    .orElse(NOT_CLOSED);
        }

        boolean fits(Incident incident) {
            return severity.isEmpty() || incident.severity().name().equals(severity);
        }
    }

    record Tab(String href, String label, String value, long number, boolean current) {}

    static IncidentList of(Filter filter, IncidentStore store, IncidentLine.Naming naming) {
        Optional<String> estate = filter.estate().isEmpty() ? Optional.empty() : Optional.of(filter.estate());
        Optional<String> after = filter.after().isEmpty() ? Optional.empty() : Optional.of(filter.after());
        List<Incident> found =
                store.list(new IncidentStore.Query(filter.states(), estate, Optional.empty(), PAGE, after));
        Map<IncidentState, Long> counts = new EnumMap<>(IncidentState.class);
        store.counts().stream()
                .filter(c -> estate.map(c.estate()::equals).orElse(true))
                .forEach(c -> counts.merge(c.state(), c.number(), Long::sum));
        String next = found.size() < PAGE
                ? ""
                : filter.with(filter.state(), filter.severity()) + "&after="
                        + Links.escaped(found.get(found.size() - 1).id());
        return new IncidentList(
                filter,
                Arrays.stream(IncidentState.values())
                        .map(s -> new Tab(
                                filter.with(s.name(), filter.severity()),
                                naming.say().word("incident", s),
                                s.name(),
                                counts.getOrDefault(s, 0L),
                                s.name().equals(filter.state())))
                        .toList(),
                Arrays.stream(Severity.values())
                        .map(s -> new Tab(
                                filter.with(filter.state(), s.name()),
                                naming.say().word("severity", s),
                                s.name(),
                                found.stream().filter(i -> i.severity() == s).count(),
                                s.name().equals(filter.severity())))
                        .toList(),
                found.stream()
                        .filter(filter::fits)
                        .map(i -> IncidentLine.of(i, naming))
                        .toList(),
                next);
    }

    public String openHref() {
        return filter.with("", filter.severity());
    }

    public long notClosed() {
        return states.stream()
                .filter(t -> !t.value().equals(IncidentState.CLOSED.name()))
                .mapToLong(Tab::number)
                .sum();
    }
}
