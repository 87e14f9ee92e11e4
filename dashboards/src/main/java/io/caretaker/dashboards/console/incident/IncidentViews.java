package io.caretaker.dashboards.console.incident;

import io.caretaker.dashboards.console.PeopleDirectory;
import io.caretaker.dashboards.console.incident.IncidentLine.Naming;
import io.caretaker.dashboards.console.incident.IncidentView.ChartSpec;
import io.caretaker.dashboards.console.incident.IncidentView.NumberRow;
import io.caretaker.dashboards.console.incident.IncidentView.Step;
import io.caretaker.dashboards.console.incident.IncidentView.Symptom;
import io.caretaker.dashboards.console.incident.IncidentView.TaskRow;
import io.caretaker.dashboards.console.incident.IncidentView.Told;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.FaultType;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.people.Person;
import io.caretaker.model.work.Crew;
import io.caretaker.model.work.RepairTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts one incident into words. */
final class IncidentViews {
    private static final int MOST_SYMPTOMS = 200;
    private static final Duration BEFORE = Duration.ofHours(4);
    private static final Duration AFTER = Duration.ofHours(2);

    private final Naming naming;
    private final PeopleDirectory people;
    private final Map<String, Crew> crews;

    IncidentViews(Naming naming, PeopleDirectory people, List<Crew> crews) {
        this.naming = naming;
        this.people = people;
        this.crews = crews.stream().collect(Collectors.toMap(Crew::id, Function.identity(), (a, b) -> a));
    }

    IncidentView of(
            Incident incident, List<RepairTask> tasks, List<Notification> told, boolean mayAct, boolean mayComment) {
        Say say = naming.sayIn(incident.estate());
        Optional<FaultType> type = naming.catalogue().find(incident.type());
        boolean over = incident.state() == IncidentState.CLOSED;
        Instant end = incident.state() == IncidentState.CLOSED || incident.state() == IncidentState.RESOLVED
                ? Times.instant(incident.changedMicros())
                : say.now();
        List<ExplainedFault> roots =
                incident.faults().stream().filter(ExplainedFault::root).toList();
        return new IncidentView(
                incident.id(),
                IncidentLine.of(incident, naming),
                sentence(incident, roots, say),
                Links.asset(incident.asset()),
                naming.asset(incident.asset()),
                say.dateTime(incident.openedMicros()),
                say.span(Duration.between(Times.instant(incident.onsetMicros()), end)),
                over,
                incident.reopened(),
                incident.acknowledgedBy().map(this::person),
                incident.state() == IncidentState.OPEN
                        ? clock(incident, incident.severity().respondWithin(), say)
                        : Optional.empty(),
                over || incident.state() == IncidentState.RESOLVED
                        ? Optional.empty()
                        : clock(incident, incident.severity().repairWithin(), say),
                roots.stream()
                        .flatMap(f -> f.evidence().stream())
                        .map(e -> number(incident, e, say))
                        .toList(),
                chart(incident, roots, end),
                incident.faults().stream()
                        .filter(f -> !f.root())
                        .limit(MOST_SYMPTOMS)
                        .map(f -> symptom(f, say))
                        .toList(),
                timeline(incident, say),
                told.stream().map(n -> told(n, say)).toList(),
                tasks.stream().map(t -> task(t, say)).toList(),
                type.map(t -> say.text(t.firstAction())).orElse(""),
                type.map(t -> say.text(t.residentName())).orElse(""),
                mayAct,
                mayComment);
    }

    /** One sentence that says what, where, since when, and the numbers that prove it. */
    private String sentence(Incident incident, List<ExplainedFault> roots, Say say) {
        String what = say.words()
                .filled(
                        "incident.sentence",
                        Map.of(
                                "fault", naming.fault(incident.type()),
                                "asset", naming.asset(incident.asset()),
                                "time", say.dateTime(incident.onsetMicros())));
        String numbers = say.list(roots.stream()
                .flatMap(f -> f.evidence().stream())
                .limit(3)
                .map(say::evidence)
                .toList());
        return numbers.isEmpty()
                ? what
                : say.words().filled("incident.because", Map.of("what", what, "numbers", numbers));
    }

    private static Optional<IncidentView.Clock> clock(Incident incident, Duration within, Say say) {
        long by = incident.openedMicros() + within.toNanos() / 1000;
        return Optional.of(new IncidentView.Clock(say.time(by), say.until(by), by < Times.micros(say.now())));
    }

    private NumberRow number(Incident incident, Evidence evidence, Say say) {
        String elsewhere = naming.topology()
                .device(evidence.device())
                .map(Device::asset)
                .filter(asset -> !asset.equals(incident.asset()))
                .map(asset -> " · " + naming.asset(asset))
                .orElse("");
        return new NumberRow(
                say.metric(evidence.metric()) + elsewhere,
                say.value(evidence.metric(), evidence.value(), evidence.unit()),
                Double.isNaN(evidence.limit()) || say.isState(evidence.metric())
                        ? "–"
                        : say.value(evidence.metric(), evidence.limit(), evidence.unit()),
                evidence.rule(),
                Links.rule(evidence.rule()));
    }

    /** The leading series that a device reports, a while before the onset until a while after the end. */
    private Optional<ChartSpec> chart(Incident incident, List<ExplainedFault> roots, Instant end) {
        return roots.stream()
                .flatMap(f -> f.evidence().stream())
                .filter(e -> naming.topology()
                        .device(e.device())
                        .flatMap(d -> naming.topology().profile(d.profile()))
                        .flatMap(p -> p.metric(e.metric()))
                        .isPresent())
                .findFirst()
                .flatMap(e -> naming.topology().device(e.device()).map(d -> chart(incident, e, d, end)));
    }

    private ChartSpec chart(Incident incident, Evidence evidence, Device device, Instant end) {
        Instant from = Times.instant(incident.onsetMicros()).minus(BEFORE);
        Instant to = end.plus(AFTER).isAfter(naming.say().now()) ? naming.say().now() : end.plus(AFTER);
        return new ChartSpec(
                Links.escaped(device.asset()),
                evidence.metric(),
                naming.say().metric(evidence.metric()),
                from.toEpochMilli(),
                to.toEpochMilli(),
                incident.onsetMicros() / 1000,
                end.toEpochMilli());
    }

    private Symptom symptom(ExplainedFault fault, Say say) {
        return new Symptom(
                Links.asset(fault.asset()),
                naming.fault(fault.type()),
                naming.asset(fault.asset()),
                say.time(fault.onsetMicros()),
                fault.clearedMicros().isPresent());
    }

    /** Newest first; symptoms that joined one after the other are told once with their number. */
    private List<Step> timeline(Incident incident, Say say) {
        List<Step> steps = new ArrayList<>();
        List<TimelineEntry> entries = incident.timeline();
        for (int i = 0; i < entries.size(); i++) {
            TimelineEntry entry = entries.get(i);
            int run = 1;
            while (isSymptom(entry) && i + 1 < entries.size() && isSymptom(entries.get(i + 1))) {
                i++;
                run++;
            }
            steps.add(run > 1 ? many(entry, run, say) : step(entry, text(entry, say), say));
        }
        Collections.reverse(steps);
        return steps;
    }

    private static boolean isSymptom(TimelineEntry entry) {
        return entry.kind().equals("symptom-attached") || entry.kind().equals("fault-attached");
    }

    private Step many(TimelineEntry entry, int run, Say say) {
        return step(entry, say.words().filled("timeline.symptoms", Map.of("number", Integer.toString(run))), say);
    }

    private Step step(TimelineEntry entry, String text, Say say) {
        return new Step(
                say.time(entry.timeMicros()), say.iso(entry.timeMicros()), entry.kind(), text, person(entry.actor()));
    }

    private String text(TimelineEntry entry, Say say) {
        Map<String, String> details = new HashMap<>(entry.details());
        details.computeIfAbsent("fault", k -> details.get("type"));
        details.computeIfPresent("fault", (k, v) -> naming.fault(v));
        details.computeIfPresent("type", (k, v) -> naming.fault(v));
        details.computeIfPresent("asset", (k, v) -> naming.asset(v));
        details.computeIfPresent("person", (k, v) -> person(v));
        details.computeIfPresent("crew", (k, v) -> crew(v));
        details.computeIfPresent("channel", (k, v) -> say.words().of("channel", v));
        details.computeIfPresent("severity", (k, v) -> say.words().of("severity", v));
        return say.words().find("timeline." + entry.kind()).isPresent()
                ? say.words().filled("timeline." + entry.kind(), details)
                : say.words().of("timeline", entry.kind());
    }

    private Told told(Notification notification, Say say) {
        return new Told(
                person(notification.person()),
                say.words().of("channel", notification.channel()),
                notification.step() + 1,
                say.words().of(notification.state(), "delivery"),
                notification.state(),
                say.time(notification.sentMicros().orElse(notification.createdMicros())),
                notification.lastError().orElse(""));
    }

    private TaskRow task(RepairTask task, Say say) {
        return new TaskRow(
                "/tasks?estate=" + Links.escaped(task.estate()) + "#" + Links.escaped(task.id()),
                say.word("task", task.state()),
                task.crew().map(this::crew).orElse(""),
                task.state().isOver() ? "" : say.until(task.dueMicros()),
                !task.state().isOver() && task.dueMicros() < Times.micros(say.now()),
                say.words().of("trade", task.trade()));
    }

    private String crew(String id) {
        return Optional.ofNullable(crews.get(id))
                .map(c -> naming.say().text(c.name()))
                .orElse(id);
    }

    private String person(String id) {
        if (id.equals("system") || id.startsWith("system:")) {
            return naming.say().words().of("actor", "system");
        }
        return people.find(id)
                .map(Person::name)
                .or(() -> naming.say().words().find("actor." + id))
                .orElse(id);
    }
}
