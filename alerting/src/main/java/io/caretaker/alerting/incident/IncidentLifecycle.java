package io.caretaker.alerting.incident;

import static io.caretaker.alerting.incident.Timeline.SYSTEM;

import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.model.fault.FaultType;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What time does to an incident.
 *
 * <pre>
 * state                       | all faults cleared | proof period over | "done" contradicted | fault returns
 * OPEN, ACKNOWLEDGED          | RESOLVED           | -                 | proof-failed        | same, fault-returned
 * IN_REPAIR                   | RESOLVED           | -                 | OPEN/ACKNOWLEDGED   | same, fault-returned
 * RESOLVED                    | -                  | CLOSED            | -                   | OPEN, reopened
 * CLOSED                      | -                  | -                 | -                   | OPEN within the window
 * </pre>
 */
final class IncidentLifecycle {
    /** Proof for a fault that the catalogue does not know. */
    private static final Duration USUAL_PROOF = Duration.ofHours(1);

    private static final Set<String> AFTER_DONE =
            Set.of("task-done", "proof-failed", "reopened", "task-started", "resolved");

    private final CorrelationSettings settings;
    private final FaultCatalogue catalogue;
    private final CorrelatorState state;
    private final IncidentChanges changes;

    IncidentLifecycle(
            CorrelationSettings settings, FaultCatalogue catalogue, CorrelatorState state, IncidentChanges changes) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.state = state;
        this.changes = changes;
    }

    void resolveIfCleared(Incident incident) {
        if (incident.state() == IncidentState.RESOLVED || !incident.allCleared()) {
            return;
        }
        Duration proof = proofOf(incident);
        changes.commit(
                new IncidentEdit(incident).state(IncidentState.RESOLVED),
                "resolved",
                SYSTEM,
                Map.of(
                        "proofMinutes",
                        String.valueOf(proof.toMinutes()),
                        "proofUntil",
                        String.valueOf(state.now() + CauseBook.micros(proof))));
    }

    void passTime(Incident incident) {
        if (incident.state() == IncidentState.RESOLVED) {
            closeIfProved(incident);
        } else {
            failProofIfContradicted(incident);
        }
    }

    private void closeIfProved(Incident incident) {
        long resolved = Timeline.last(incident, Set.of("resolved"))
                .map(TimelineEntry::timeMicros)
                .orElse(incident.changedMicros());
        Duration proof = proofOf(incident);
        if (state.now() >= resolved + CauseBook.micros(proof)) {
            changes.commit(
                    new IncidentEdit(incident).state(IncidentState.CLOSED),
                    "closed",
                    SYSTEM,
                    Map.of("proofMinutes", String.valueOf(proof.toMinutes())));
        }
    }

    private void failProofIfContradicted(Incident incident) {
        Optional<TimelineEntry> done =
                Timeline.last(incident, AFTER_DONE).filter(e -> e.kind().equals("task-done"));
        if (done.isEmpty() || state.now() < done.get().timeMicros() + CauseBook.micros(settings.proofGrace())) {
            return;
        }
        IncidentState back = incident.acknowledgedBy().isPresent() ? IncidentState.ACKNOWLEDGED : IncidentState.OPEN;
        changes.commit(
                new IncidentEdit(incident).state(back),
                "proof-failed",
                SYSTEM,
                Map.of(
                        "graceMinutes",
                        String.valueOf(settings.proofGrace().toMinutes()),
                        "open",
                        String.valueOf(new IncidentEdit(incident).uncleared()),
                        "task",
                        done.get().details().getOrDefault("task", "")));
    }

    private Duration proofOf(Incident incident) {
        return catalogue.find(incident.type()).map(FaultType::proofPeriod).orElse(USUAL_PROOF);
    }
}
