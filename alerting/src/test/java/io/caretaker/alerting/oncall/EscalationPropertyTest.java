package io.caretaker.alerting.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.notify.Notification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every night, whatever happens in which order. */
class EscalationPropertyTest {
    private static final EscalationPolicy POLICY = EscalationPolicy.defaults(Optional.of("duty"));
    private static final People PEOPLE = Night.people("li", "mute", "zhang", "wang");

    /** One thing that happens, some minutes after the one before. */
    record Happening(int what, int incident, int severity, double pause) {}

    @Provide
    Arbitrary<List<IncidentItem>> nights() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(0.0, 0.5, 1.0, 5.0, 12.0, 40.0))
                .as(Happening::new)
                .list()
                .ofMaxSize(60)
                .map(EscalationPropertyTest::night);
    }

    private static List<IncidentItem> night(List<Happening> happenings) {
        List<IncidentItem> items = new ArrayList<>();
        Map<Integer, Integer> reopened = new HashMap<>();
        double minute = 0;
        for (Happening h : happenings) {
            minute += h.pause();
            String id = "i" + h.incident();
            Severity severity = Severity.values()[h.severity()];
            int times = reopened.getOrDefault(h.incident(), 0);
            items.add(
                    switch (h.what()) {
                        case 0, 1, 2 -> Night.changed(id, severity, IncidentState.OPEN, "opened", times, minute);
                        case 3 -> Night.command("incident.acknowledge", id, "li", minute);
                        case 4 ->
                            Night.changed(id, severity, IncidentState.ACKNOWLEDGED, "acknowledged", times, minute);
                        case 5 -> Night.command("incident.escalate", id, "li", minute);
                        case 6 -> Night.command("incident.comment", id, "li", minute);
                        case 7 -> Night.changed(id, severity, IncidentState.IN_REPAIR, "task-started", times, minute);
                        case 8 -> Night.changed(id, severity, IncidentState.RESOLVED, "resolved", times, minute);
                        case 9 ->
                            Night.changed(
                                    id,
                                    severity,
                                    IncidentState.OPEN,
                                    "reopened",
                                    reopened.merge(h.incident(), 1, Integer::sum),
                                    minute);
                        default -> Night.tick(minute);
                    });
        }
        return items;
    }

    private static Escalation fresh() {
        return new Escalation(() -> PEOPLE, POLICY, notice -> {});
    }

    @Property
    void nobodyIsToldTwiceByOneStep(@ForAll("nights") List<IncidentItem> night) {
        List<Notification> told = fresh().fold(night);

        assertThat(told).extracting(Notification::id).doesNotHaveDuplicates();
    }

    @Property
    void anIncidentThatPagesIsNeverLeftInSilence(@ForAll("nights") List<IncidentItem> night) {
        List<EscalationNotice> notices = new ArrayList<>();
        Escalation escalation = new Escalation(() -> PEOPLE, POLICY, notices::add);
        List<Notification> told = escalation.fold(night);

        for (String id : List.of("i0", "i1", "i2")) {
            escalation.call(id).ifPresent(call -> {
                boolean waits = call.dueMicros() != Call.NEVER;
                boolean settled = call.phase() == CallPhase.WORKING
                        || call.phase() == CallPhase.OVER
                        || !POLICY.plan(call.severity()).escalates();
                boolean said = call.phase() == CallPhase.EXHAUSTED
                        && notices.stream()
                                .anyMatch(n -> n.kind() == EscalationNotice.Kind.EXHAUSTED
                                        && n.incident().equals(id));
                assertThat(waits || settled || said).as("%s", call).isTrue();
                if (call.phase() == CallPhase.CALLING) {
                    assertThat(told).anyMatch(n -> n.incident().equals(id));
                }
            });
        }
    }

    @Property
    void acknowledgementKeepsItQuietUntilItLapses(
            @ForAll("nights") List<IncidentItem> night, @ForAll @IntRange(min = 1, max = 9) int minutes) {
        Escalation escalation = fresh();
        escalation.fold(night);
        double end = 3_000;
        escalation.fold(List.of(Night.tick(end)));
        escalation.fold(List.of(Night.command("incident.acknowledge", "i0", "li", end)));

        List<Notification> told = escalation.fold(Night.ticks(end, end + minutes, 0.5));

        assertThat(told).noneMatch(n -> n.incident().equals("i0"));
    }

    @Property
    void aRestartInTheMiddleChangesNothing(
            @ForAll("nights") List<IncidentItem> night, @ForAll @IntRange(min = 0, max = 60) int at) {
        int cut = Math.min(at, night.size());
        List<Notification> whole = fresh().fold(night);

        Escalation before = fresh();
        List<Notification> parts = new ArrayList<>(before.fold(night.subList(0, cut)));
        Escalation.Changes saved = before.takeChanges();
        Escalation after = Escalation.restore(saved.nowMicros(), saved.saved(), () -> PEOPLE, POLICY, notice -> {});
        parts.addAll(after.fold(night.subList(cut, night.size())));

        assertThat(parts).isEqualTo(whole);
    }

    @Property
    void fineTicksTellTheSameAsCoarseOnes(@ForAll("nights") List<IncidentItem> night) {
        List<IncidentItem> fine = new ArrayList<>();
        long before = Night.START;
        for (IncidentItem item : night) {
            if (item instanceof IncidentItem.TickItem tick) {
                for (long t = before; t < tick.timeMicros(); t += 30_000_000) {
                    fine.add(new IncidentItem.TickItem(t));
                }
                before = tick.timeMicros();
            } else if (item instanceof IncidentItem.IncidentChanged change) {
                before = Math.max(before, change.change().timeMicros());
            }
            fine.add(item);
        }

        assertThat(fresh().fold(fine)).isEqualTo(fresh().fold(night));
    }
}
