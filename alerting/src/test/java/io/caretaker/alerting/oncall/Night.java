package io.caretaker.alerting.oncall;

import io.caretaker.model.Times;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.people.OnCallRota;
import io.caretaker.model.people.Person;
import io.caretaker.model.people.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A night on call: what correlation hands on, told in minutes after 03:00. */
public final class Night {
    public static final long START = Times.micros(Instant.parse("2026-11-23T19:00:00Z"));
    public static final Person LI = person("li", "李娜", "li@example.org", null);
    public static final Person ZHANG = person("zhang", "张伟", "zhang@example.org", "https://hook.example.org/z");
    public static final Person WANG = person("wang", "王主任", null, "https://hook.example.org/w");
    public static final Person DUTY = person("duty", "Duty desk", "duty@example.org", null);
    public static final Person MUTE = person("mute", "Nobody reaches", null, null);

    private Night() {}

    public static Person person(String id, String name, String email, String webhook) {
        return new Person(
                id,
                name,
                Set.of(Role.ON_CALL),
                Locale.forLanguageTag("zh-CN"),
                Optional.ofNullable(email),
                Optional.ofNullable(webhook));
    }

    public static People people(String... rota) {
        Map<String, Person> all = Map.of("li", LI, "zhang", ZHANG, "wang", WANG, "duty", DUTY, "mute", MUTE);
        return new People(
                all,
                rota.length == 0
                        ? Map.of()
                        : Map.of("sunny", new OnCallRota("sunny", List.of(rota), Duration.ofMinutes(5))));
    }

    public static long minute(double minutes) {
        return START + Math.round(minutes * 60_000_000);
    }

    public static IncidentItem tick(double minutes) {
        return new IncidentItem.TickItem(minute(minutes));
    }

    public static List<IncidentItem> ticks(double from, double to, double step) {
        List<IncidentItem> ticks = new ArrayList<>();
        for (double t = from; t <= to; t += step) {
            ticks.add(tick(t));
        }
        return ticks;
    }

    public static IncidentItem command(String kind, String incident, String actor, double minutes) {
        return new IncidentItem.CommandItem(new CommandIssued(kind, incident, actor, minute(minutes), "{}"));
    }

    public static IncidentItem changed(
            String id, Severity severity, IncidentState state, String kind, int reopened, double minutes) {
        TimelineEntry entry = new TimelineEntry(minute(minutes), kind, "system", Map.of());
        return new IncidentItem.IncidentChanged(incident(id, severity, state, reopened, entry), entry);
    }

    public static IncidentItem opened(String id, Severity severity, double minutes) {
        return changed(id, severity, IncidentState.OPEN, "opened", 0, minutes);
    }

    private static Incident incident(
            String id, Severity severity, IncidentState state, int reopened, TimelineEntry entry) {
        return new Incident(
                id,
                "sunny",
                "zone-1",
                "pipe-3",
                "pipe-burst",
                severity,
                state,
                entry.timeMicros(),
                entry.timeMicros(),
                entry.timeMicros(),
                Optional.empty(),
                List.of(new io.caretaker.model.incident.ExplainedFault(
                        "f", "pipe-burst", "pipe-3", severity, START, OptionalLong.empty(), true, List.of())),
                List.of(entry),
                reopened);
    }
}
