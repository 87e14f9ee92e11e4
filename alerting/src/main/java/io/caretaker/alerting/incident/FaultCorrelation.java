package io.caretaker.alerting.incident;

import static io.caretaker.alerting.incident.Timeline.SYSTEM;

import io.caretaker.model.fault.FaultEvent.FaultCleared;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Where a fault belongs: with its cause, back into its own incident, into a new one, or nowhere yet. What is decided by
 * waiting is decided at ticks only, so the order in which faults arrive between two ticks does not matter.
 */
final class FaultCorrelation {
    private final CauseBook causes;
    private final CorrelatorState state;
    private final IncidentChanges changes;
    private final IncidentAssembly assembly;
    private final ConcludedOutages outages;
    private Sites sites;

    FaultCorrelation(
            CauseBook causes,
            CorrelatorState state,
            IncidentChanges changes,
            IncidentAssembly assembly,
            ConcludedOutages outages) {
        this.causes = causes;
        this.state = state;
        this.changes = changes;
        this.assembly = assembly;
        this.outages = outages;
    }

    void at(Sites sites) {
        this.sites = sites;
        assembly.at(sites);
        outages.at(sites);
    }

    void raised(FaultRaised fault) {
        state.count(Outcome.RAISED);
        String key = FaultKeys.of(fault);
        Optional<HeldFault> waiting = state.held(key);
        if (waiting.isPresent()) {
            boolean same = waiting.get().fault().faultId().equals(fault.faultId());
            state.count(same ? Outcome.REPEATED : Outcome.RETURNED);
            if (!same) {
                state.count(Outcome.SUPERSEDED);
                state.hold(new HeldFault(fault, waiting.get().untilMicros()));
            }
            return;
        }
        Optional<Incident> holding = state.withUncleared(key);
        if (holding.isPresent()) {
            stillHolds(holding.get(), fault);
            return;
        }
        Optional<Incident> own = state.openWithRoot(key);
        if (own.isPresent()) {
            assembly.returned(own.get(), fault);
            return;
        }
        Optional<Incident> cause = assembly.openCause(Faults.onset(fault));
        if (cause.isPresent()) {
            assembly.attach(cause.get(), fault);
            return;
        }
        long hold = CauseBook.micros(causes.hold(sites, fault.type(), fault.asset(), fault.severity()));
        if (hold > 0) {
            state.hold(new HeldFault(fault, fault.timeMicros() + hold));
        } else {
            assembly.open(fault, Map.of());
        }
    }

    /** Answers the incident in which the fault ended, if there is one. */
    Optional<Incident> cleared(FaultCleared cleared) {
        String key = FaultKeys.of(cleared);
        Optional<HeldFault> waiting = state.held(key);
        if (waiting.isPresent()) {
            if (waiting.get().fault().faultId().equals(cleared.faultId())) {
                state.release(key);
                state.count(Outcome.DAMPED);
            }
            return Optional.empty();
        }
        return state.withUncleared(key)
                .flatMap(incident -> Faults.fault(incident, key)
                        .filter(f -> f.faultId().equals(cleared.faultId()))
                        .map(f -> assembly.clear(incident, f, cleared.timeMicros(), cleared.evidence())));
    }

    /** Ends what waits: looks for common causes first, then lets every fault go whose time is over. */
    void decideHeld() {
        List<HeldFault> due = assembly.inOrder(state.held().stream()
                .filter(h -> h.untilMicros() <= state.now())
                .toList());
        if (due.isEmpty()) {
            return;
        }
        Set<String> suspected = outages.concludeFrom(due);
        for (HeldFault held : due) {
            String key = FaultKeys.of(held.fault());
            // An outage just concluded may have taken it away.
            if (state.held(key).filter(held::equals).isEmpty() || mayStillBeExplained(held)) {
                continue;
            }
            if (suspected.contains(key) && state.now() < latestUntil(held)) {
                state.hold(new HeldFault(held.fault(), latestUntil(held)));
                continue;
            }
            state.release(key);
            Optional<Incident> cause = assembly.openCause(held.onset());
            if (cause.isPresent()) {
                assembly.attach(cause.get(), held.fault());
            } else {
                assembly.open(held.fault(), Map.of());
            }
        }
    }

    /** Symptoms that outlive their cause were not its symptoms: each becomes its own incident. */
    void releaseResidual(Incident incident) {
        OptionalLong rootCleared = Faults.rootClearedAt(incident);
        if (rootCleared.isEmpty()) {
            return;
        }
        for (ExplainedFault fault : incident.faults()) {
            if (fault.root()
                    || fault.clearedMicros().isPresent()
                    || !assembly.outlived(rootCleared.getAsLong(), fault.asset())) {
                continue;
            }
            Incident parent = state.open(incident.id()).orElseThrow();
            changes.commit(
                    new IncidentEdit(parent).remove(fault),
                    "symptom-detached",
                    SYSTEM,
                    Details.of(fault.type(), fault.asset(), fault.evidence()));
            FaultRaised again = new FaultRaised(
                    fault.faultId(),
                    fault.type(),
                    fault.asset(),
                    fault.onsetMicros(),
                    state.now(),
                    fault.severity(),
                    fault.evidence());
            Optional<Incident> otherCause = assembly.openCause(Faults.onset(again));
            if (otherCause.isPresent()) {
                assembly.attach(otherCause.get(), again);
            } else {
                assembly.open(again, Map.of("residualOf", incident.id()));
            }
        }
    }

    private void stillHolds(Incident incident, FaultRaised fault) {
        ExplainedFault known = Faults.fault(incident, FaultKeys.of(fault)).orElseThrow();
        if (known.faultId().equals(fault.faultId())) {
            state.count(Outcome.REPEATED);
            return;
        }
        // Detection lost its state or its clear: the newer occurrence is the one that will be cleared.
        state.count(Outcome.RETURNED);
        changes.commit(
                assembly.putInto(new IncidentEdit(incident), Faults.explained(fault, known.root())),
                Timeline.RETURNED,
                SYSTEM,
                Details.of(fault.type(), fault.asset(), fault.evidence()));
    }

    /** A possible cause waits too: its symptom waits with it. */
    private boolean mayStillBeExplained(HeldFault held) {
        return state.held().stream()
                .anyMatch(other ->
                        causes.canExplain(other.fault().type()) && causes.explains(sites, other.onset(), held.onset()));
    }

    private long latestUntil(HeldFault held) {
        FaultRaised fault = held.fault();
        return fault.timeMicros()
                + CauseBook.micros(causes.hold(sites, fault.type(), fault.asset(), fault.severity()))
                + CauseBook.micros(sites.intervalOf(fault.asset()));
    }
}
