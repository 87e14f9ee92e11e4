package io.caretaker.alerting.oncall;

import static io.caretaker.alerting.oncall.Call.NEVER;

import io.caretaker.alerting.oncall.EscalationNotice.Kind;
import io.caretaker.model.Times;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.people.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides who is told when: a deterministic fold of what correlation hands on. Time passes by ticks and commands, which
 * carry the service's clock; the event time of a change alone never lets a step fall due, since a device that delivers
 * late would otherwise wake a whole rota at once. A step keeps the time at which it fell due, however coarse the ticks.
 *
 * <p>An incident that pages is never left in silence: until somebody acknowledges it there is a next step, until every
 * round of the rota has passed and everybody was told, which the notices say.
 *
 * <p>Not safe for use by several threads: one thread folds.
 */
public final class Escalation {
    private final Supplier<People> people;
    private final EscalationPolicy policy;
    private final Consumer<EscalationNotice> notices;
    private final Map<String, Call> calls = new HashMap<>();
    private final TreeSet<Call> due =
            new TreeSet<>(Comparator.comparingLong(Call::dueMicros).thenComparing(Call::incident));
    private final Set<String> changed = new LinkedHashSet<>();
    private long nowMicros;

    /**
     * @param people as they stand now; asked once a fold
     * @param notices hears of missing rotas, lapses and the like; must return at once
     */
    public Escalation(Supplier<People> people, EscalationPolicy policy, Consumer<EscalationNotice> notices) {
        this.people = people;
        this.policy = policy;
        this.notices = notices;
    }

    /** Continues from what {@link #takeChanges} gave: folding on is as if it had never stopped. */
    public static Escalation restore(
            long nowMicros,
            Collection<Call> calls,
            Supplier<People> people,
            EscalationPolicy policy,
            Consumer<EscalationNotice> notices) {
        Escalation escalation = new Escalation(people, policy, notices);
        escalation.nowMicros = nowMicros;
        calls.forEach(escalation::put);
        escalation.changed.clear();
        return escalation;
    }

    /** New notifications in the order in which they fell due. */
    public List<Notification> fold(List<IncidentItem> items) {
        Folding folding = new Folding(people.get());
        for (IncidentItem item : items) {
            if (item instanceof IncidentItem.TickItem tick) {
                folding.advance(tick.timeMicros());
            } else if (item instanceof IncidentItem.CommandItem command) {
                folding.command(command.command());
            } else if (item instanceof IncidentItem.IncidentChanged change) {
                folding.changed(change.incident(), change.change());
            }
        }
        return List.copyOf(folding.told);
    }

    /** What is different since the last time, to be stored in the transaction that stores the notifications. */
    public Changes takeChanges() {
        List<Call> saved = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (String id : changed) {
            Optional.ofNullable(calls.get(id)).ifPresentOrElse(saved::add, () -> removed.add(id));
        }
        changed.clear();
        return new Changes(nowMicros, List.copyOf(saved), List.copyOf(removed));
    }

    /** The calling for one incident, empty when it is closed or unknown. */
    public Optional<Call> call(String incident) {
        return Optional.ofNullable(calls.get(incident));
    }

    /**
     * @param nowMicros the latest tick or command seen
     * @param removed incidents that are closed
     */
    public record Changes(long nowMicros, List<Call> saved, List<String> removed) {}

    private void put(Call call) {
        remove(call.incident());
        calls.put(call.incident(), call);
        if (call.dueMicros() != NEVER) {
            due.add(call);
        }
    }

    private void remove(String incident) {
        Call before = calls.remove(incident);
        if (before != null) {
            due.remove(before);
        }
        changed.add(incident);
    }

    /** One pass over a batch, with the people as they stood at its beginning. */
    private final class Folding {
        private final People people;
        private final List<Notification> told = new ArrayList<>();

        Folding(People people) {
            this.people = people;
        }

        void advance(long toMicros) {
            while (!due.isEmpty() && due.first().dueMicros() <= toMicros) {
                Call call = due.first();
                if (call.phase() == CallPhase.HELD) {
                    notice(Kind.LAPSED, call, call.dueMicros(), call.severity().name());
                    take(call.again(), call.dueMicros());
                } else {
                    take(call, call.dueMicros());
                }
            }
            nowMicros = Math.max(nowMicros, toMicros);
        }

        void command(CommandIssued command) {
            advance(command.timeMicros());
            Call call = calls.get(command.subject());
            if (call == null || call.phase() == CallPhase.OVER) {
                return;
            }
            switch (command.kind()) {
                case "incident.acknowledge" -> hold(call, command.timeMicros());
                case "incident.comment" -> progress(call, command.actor(), command.timeMicros());
                case "incident.escalate" -> escalateNow(call, command.actor(), command.timeMicros());
                default -> {
                    // Every other command shows in the change of the incident that it causes.
                }
            }
        }

        void changed(Incident incident, TimelineEntry change) {
            if (incident.state() == IncidentState.CLOSED) {
                remove(incident.id());
                return;
            }
            // A change that was decided late counts from now, or its steps would all be due at once.
            long time = Math.max(nowMicros, change.timeMicros());
            Call before = calls.get(incident.id());
            if (before == null) {
                enter(Call.first(incident), null, time);
                return;
            }
            Call call = before.seeing(incident);
            if (incident.reopened() > before.reopened() && incident.state() != IncidentState.RESOLVED) {
                start(call.again(), time);
            } else if (incident.severity().isWorseThan(before.severity()) && isUntaken(before.phase())) {
                start(call.again(), time);
            } else if (incident.state() != before.seen()) {
                enter(call, before, time);
            } else {
                put(incident.severity().isWorseThan(before.severity()) ? lapsingSooner(call, time) : call);
                progress(calls.get(incident.id()), change, time);
            }
        }

        private void enter(Call call, Call before, long time) {
            switch (call.seen()) {
                case OPEN -> {
                    if (before == null || before.phase() != CallPhase.CALLING) {
                        start(call.again(), time);
                    } else {
                        put(call);
                    }
                }
                case ACKNOWLEDGED -> hold(call, time);
                case IN_REPAIR -> put(call.in(CallPhase.WORKING, NEVER));
                case RESOLVED -> put(call.in(CallPhase.OVER, NEVER));
                case CLOSED -> remove(call.incident());
            }
        }

        private void start(Call call, long time) {
            if (policy.plan(call.severity()).pages()) {
                take(call, time);
            } else {
                put(call.in(CallPhase.QUIET, NEVER));
            }
        }

        private void hold(Call call, long time) {
            if (call.seen() == IncidentState.IN_REPAIR) {
                put(call.in(CallPhase.WORKING, NEVER));
            } else {
                put(call.in(CallPhase.HELD, lapse(call.severity(), time)));
            }
        }

        private void progress(Call call, TimelineEntry change, long time) {
            if (change.kind().equals("acknowledged")) {
                hold(call, time);
            } else if (change.kind().equals("commented") || change.kind().startsWith("task-")) {
                progress(call, change.actor(), time);
            }
        }

        /** A note of a person shows that it is looked after; one of an automatism does not. */
        private void progress(Call call, String actor, long time) {
            if (call.phase() == CallPhase.HELD && isPerson(actor)) {
                put(call.in(CallPhase.HELD, lapse(call.severity(), time)));
            }
        }

        /** An automatism only moves a call on; it neither takes an incident from its holder nor begins without end. */
        private void escalateNow(Call call, String actor, long time) {
            boolean untaken = call.phase() == CallPhase.CALLING || call.phase() == CallPhase.QUIET;
            if (isPerson(actor) || untaken) {
                take(call.phase() == CallPhase.EXHAUSTED ? call.again() : call, time);
            }
        }

        private Call lapsingSooner(Call call, long time) {
            return call.phase() == CallPhase.HELD
                    ? call.in(CallPhase.HELD, Math.min(call.dueMicros(), lapse(call.severity(), time)))
                    : call;
        }

        private long lapse(Severity severity, long time) {
            CallPlan plan = policy.plan(severity);
            return plan.lapses() ? after(time, plan.lapseAfter()) : NEVER;
        }

        /** Takes the next step: tells whose turn it is, and sets when the step after it is due. */
        private void take(Call call, long time) {
            CallPlan plan = policy.plan(call.severity());
            CallList list = CallList.of(people, call.estate(), call.severity(), policy);
            speakUp(call, list, time);
            if (list.reachesNobody()) {
                put(call.in(CallPhase.CALLING, after(time, list.escalateAfter())));
                return;
            }
            int size = list.order().size();
            if (call.told() >= size * policy.rounds()) {
                tell(call, list.order(), time);
                put(call.stepped(size, CallPhase.EXHAUSTED, NEVER));
                notice(Kind.EXHAUSTED, call, time, Integer.toString(call.told()));
                return;
            }
            List<Person> next = list.next(call.told(), call.step() == 0 ? Math.max(1, plan.firstTold()) : 1);
            tell(call, next, time);
            put(
                    plan.escalates()
                            ? call.stepped(next.size(), CallPhase.CALLING, after(time, list.escalateAfter()))
                            : call.stepped(next.size(), CallPhase.QUIET, NEVER));
        }

        private void speakUp(Call call, CallList list, long time) {
            if (!list.hasRota()) {
                notice(Kind.NO_ROTA, call, time, call.estate());
            }
            if (!list.unreachable().isEmpty()) {
                notice(Kind.UNREACHABLE, call, time, String.join(",", list.unreachable()));
            }
            if (list.reachesNobody()) {
                notice(Kind.NOBODY_TOLD, call, time, call.estate());
            }
        }

        private void tell(Call call, List<Person> persons, long time) {
            for (Person person : persons) {
                for (String channel : CallList.channels(person)) {
                    told.add(new Notification(
                            call.key(person.id(), channel),
                            call.incident(),
                            person.id(),
                            channel,
                            call.step(),
                            Notification.State.PENDING,
                            time,
                            0,
                            time,
                            Optional.empty(),
                            Optional.empty()));
                }
            }
        }

        private void notice(Kind kind, Call call, long time, String detail) {
            notices.accept(new EscalationNotice(kind, call.incident(), time, detail));
        }
    }

    private static boolean isPerson(String actor) {
        return !actor.startsWith("system");
    }

    private static boolean isUntaken(CallPhase phase) {
        return phase == CallPhase.CALLING || phase == CallPhase.QUIET || phase == CallPhase.EXHAUSTED;
    }

    private static long after(long micros, Duration duration) {
        return Times.micros(Times.instant(micros).plus(duration));
    }
}
