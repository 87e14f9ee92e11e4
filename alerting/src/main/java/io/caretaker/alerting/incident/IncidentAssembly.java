package io.caretaker.alerting.incident;

import static io.caretaker.alerting.incident.Timeline.SYSTEM;

import io.caretaker.alerting.incident.CauseBook.Onset;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Puts faults into incidents: opens and reopens them, attaches what a cause explains, and merges incidents that came
 * before their cause. Single-threaded.
 */
final class IncidentAssembly {
    private final CorrelationSettings settings;
    private final CauseBook causes;
    private final CorrelatorState state;
    private final IncidentChanges changes;
    private Sites sites;

    IncidentAssembly(CorrelationSettings settings, CauseBook causes, CorrelatorState state, IncidentChanges changes) {
        this.settings = settings;
        this.causes = causes;
        this.state = state;
        this.changes = changes;
    }

    void at(Sites sites) {
        this.sites = sites;
    }

    /** Of two occurrences of one fault the one that holds stays; of two that are over, the later to come. */
    IncidentEdit putInto(IncidentEdit edit, ExplainedFault fault) {
        Optional<ExplainedFault> kept =
                edit.kept(fault).filter(k -> !k.faultId().equals(fault.faultId()));
        if (kept.isEmpty()) {
            return edit.put(fault);
        }
        boolean keepOld =
                kept.get().clearedMicros().isEmpty() && fault.clearedMicros().isPresent();
        if (!Faults.isConcluded(keepOld ? fault : kept.get())) {
            state.count(Outcome.SUPERSEDED);
        }
        return keepOld ? edit : edit.put(fault);
    }

    void returned(Incident incident, FaultRaised fault) {
        state.count(Outcome.RETURNED);
        IncidentEdit edit = putInto(new IncidentEdit(incident), Faults.explained(fault, true));
        if (incident.state() == IncidentState.RESOLVED) {
            reopen(edit, fault, Map.of("during", "proof"));
        } else {
            changes.commit(edit, Timeline.RETURNED, SYSTEM, Details.of(fault.type(), fault.asset(), fault.evidence()));
        }
        absorbInto(incident.id());
    }

    void open(FaultRaised fault, Map<String, String> more) {
        String key = FaultKeys.of(fault);
        long reopenSince = state.now() - CauseBook.micros(settings.reopenWithin());
        Optional<Incident> earlier = state.closedWithRoot(key, reopenSince);
        String id;
        if (earlier.isPresent()) {
            id = earlier.get().id();
            state.count(Outcome.REOPENED);
            reopen(putInto(new IncidentEdit(earlier.get()), Faults.explained(fault, true)), fault, more);
        } else {
            id = FaultKeys.incidentId(fault.faultId() + more.getOrDefault("residualOf", ""));
            state.count(Outcome.OPENED);
            Map<String, String> details = Details.of(fault.type(), fault.asset(), fault.evidence());
            details.putAll(more);
            details.put("onset", String.valueOf(fault.onsetMicros()));
            changes.commit(
                    new IncidentEdit(blank(id, fault)).put(Faults.explained(fault, true)),
                    Timeline.OPENED,
                    SYSTEM,
                    details);
            noteChronic(id, key);
        }
        absorbInto(id);
    }

    private void reopen(IncidentEdit edit, FaultRaised fault, Map<String, String> more) {
        Map<String, String> details = Details.of(fault.type(), fault.asset(), fault.evidence());
        details.putAll(more);
        // Whoever had taken it believes it is over: somebody must be told again.
        Incident reopened = changes.commit(
                edit.state(IncidentState.OPEN).acknowledgedBy(Optional.empty()).countReopening(),
                "reopened",
                SYSTEM,
                details);
        // What an outage covered up and left behind is no new occurrence.
        if (!more.containsKey("residualOf")) {
            noteChronic(reopened.id(), FaultKeys.rootOf(reopened));
        }
    }

    private void noteChronic(String incident, String key) {
        int times = state.countSeen(key, state.now() - CauseBook.micros(settings.chronicWithin()));
        if (times >= settings.chronicCount()) {
            changes.commit(
                    new IncidentEdit(state.open(incident).orElseThrow()),
                    "chronic",
                    SYSTEM,
                    Map.of(
                            "times",
                            String.valueOf(times),
                            "days",
                            String.valueOf(settings.chronicWithin().toDays())));
        }
    }

    private Incident blank(String id, FaultRaised fault) {
        return new Incident(
                id,
                sites.estateOf(fault.asset()),
                sites.scopeOf(fault.asset()),
                fault.asset(),
                fault.type(),
                fault.severity(),
                IncidentState.OPEN,
                fault.onsetMicros(),
                state.now(),
                state.now(),
                Optional.empty(),
                List.of(),
                List.of(),
                0);
    }

    void attach(Incident cause, FaultRaised fault) {
        state.count(Outcome.ATTACHED);
        Map<String, String> details = Details.of(fault.type(), fault.asset(), fault.evidence());
        IncidentEdit edit = putInto(new IncidentEdit(cause), Faults.explained(fault, false));
        details.put("symptoms", String.valueOf(edit.symptoms()));
        // Danger to life is never folded into a number.
        String kind = fault.severity() == Severity.S1 ? "life-safety-attached" : Timeline.SYMPTOM_ATTACHED;
        changes.commit(edit, kind, SYSTEM, details);
    }

    /** Takes in what the incident's root explains: faults that wait, and incidents that came before their cause. */
    private void absorbInto(String causeId) {
        Incident cause = state.open(causeId).orElseThrow();
        if (!causes.canExplain(cause.type())) {
            return;
        }
        for (HeldFault held : inOrder(List.copyOf(state.held()))) {
            if (takes(cause, held.onset())) {
                state.release(FaultKeys.of(held.fault()));
                attach(state.open(causeId).orElseThrow(), held.fault());
            }
        }
        for (Incident other : state.open()) {
            boolean beingRepaired = other.state() == IncidentState.IN_REPAIR;
            if (!other.id().equals(causeId) && !beingRepaired && isSymptomOf(cause, other)) {
                merge(state.open(other.id()).orElseThrow(), state.open(causeId).orElseThrow());
            }
        }
    }

    private boolean isSymptomOf(Incident cause, Incident other) {
        return Faults.root(other)
                .filter(r -> r.clearedMicros().isEmpty())
                .filter(r -> takes(cause, new Onset(r.type(), r.asset(), r.onsetMicros())))
                .isPresent();
    }

    private void merge(Incident symptom, Incident cause) {
        state.count(Outcome.MERGED);
        changes.commit(
                new IncidentEdit(symptom).removeFaults().state(IncidentState.CLOSED),
                "merged",
                SYSTEM,
                Map.of("into", cause.id(), "type", cause.type(), "asset", cause.asset()));
        IncidentEdit edit = new IncidentEdit(cause);
        for (ExplainedFault f : symptom.faults()) {
            putInto(
                    edit,
                    new ExplainedFault(
                            f.faultId(),
                            f.type(),
                            f.asset(),
                            f.severity(),
                            f.onsetMicros(),
                            f.clearedMicros(),
                            false,
                            f.evidence()));
        }
        Map<String, String> details = Details.of(symptom.type(), symptom.asset(), List.of());
        details.put("from", symptom.id());
        details.put("symptoms", String.valueOf(edit.symptoms()));
        changes.commit(edit, Timeline.SYMPTOM_ATTACHED, SYSTEM, details);
    }

    /** The open incident whose root explains the fault; the worst, nearest, earliest where there are several. */
    Optional<Incident> openCause(Onset symptom) {
        return state.open().stream()
                .filter(i -> causes.canExplain(i.type()) && takes(i, symptom))
                .min(Comparator.comparing(Incident::severity)
                        .thenComparing(i -> -sites.depthOf(i.asset()))
                        .thenComparing(Incident::onsetMicros)
                        .thenComparing(Incident::id));
    }

    private boolean takes(Incident cause, Onset symptom) {
        if (cause.state() == IncidentState.RESOLVED) {
            return false;
        }
        OptionalLong rootCleared = Faults.rootClearedAt(cause);
        boolean holding = rootCleared.isEmpty()
                || symptom.micros() <= rootCleared.getAsLong() && !outlived(rootCleared.getAsLong(), symptom.asset());
        return holding
                && Faults.root(cause)
                        .filter(r -> causes.explains(sites, new Onset(r.type(), r.asset(), r.onsetMicros()), symptom))
                        .isPresent();
    }

    boolean outlived(long rootCleared, String asset) {
        return state.now() >= rootCleared + settings.residualIntervals() * CauseBook.micros(sites.intervalOf(asset));
    }

    Incident clear(Incident incident, ExplainedFault fault, long time, List<Evidence> evidence) {
        ExplainedFault after = new ExplainedFault(
                fault.faultId(),
                fault.type(),
                fault.asset(),
                fault.severity(),
                fault.onsetMicros(),
                OptionalLong.of(Math.max(time, fault.onsetMicros())),
                fault.root(),
                fault.evidence());
        IncidentEdit edit = new IncidentEdit(incident).put(after);
        Map<String, String> details = Details.of(fault.type(), fault.asset(), evidence);
        details.put("open", String.valueOf(edit.uncleared()));
        return changes.commit(edit, fault.root() ? "fault-cleared" : Timeline.SYMPTOM_CLEARED, SYSTEM, details);
    }

    List<HeldFault> inOrder(List<HeldFault> held) {
        return held.stream()
                .sorted(Comparator.comparing((HeldFault h) -> h.fault().severity())
                        .thenComparing(h -> sites.depthOf(h.fault().asset()))
                        .thenComparing(h -> h.fault().onsetMicros())
                        .thenComparing(h -> FaultKeys.of(h.fault())))
                .toList();
    }
}
