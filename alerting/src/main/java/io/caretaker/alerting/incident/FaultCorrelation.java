package io.caretaker.alerting.incident;

import static io.caretaker.alerting.incident.Timeline.SYSTEM;

import io.caretaker.alerting.incident.CauseBook.Onset;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.FaultEvent.FaultCleared;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where a fault belongs: with its cause, back into its own incident, into a new one, or nowhere yet. What is decided by
 * waiting is decided at ticks only, so the order in which faults arrive between two ticks does not matter.
 */
final class FaultCorrelation {
    /** Rule id in the evidence of an outage that was concluded from dark lamps. */
    static final String GROUP_RULE = "group-dark";

    private final CorrelationSettings settings;
    private final CauseBook causes;
    private final GroupRule groups;
    private final SeverityOfType severities;
    private final CorrelatorState state;
    private final IncidentChanges changes;
    private Sites sites;

    FaultCorrelation(
            CorrelationSettings settings, SeverityOfType severities, CorrelatorState state, IncidentChanges changes) {
        this.settings = settings;
        this.causes = new CauseBook(settings);
        this.groups = new GroupRule(settings);
        this.severities = severities;
        this.state = state;
        this.changes = changes;
    }

    /** How bad a fault is that correlation concludes itself. */
    interface SeverityOfType {
        Severity of(String faultType);
    }

    void at(Sites sites) {
        this.sites = sites;
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
            returned(own.get(), fault);
            return;
        }
        Optional<Incident> cause = openCause(onset(fault));
        if (cause.isPresent()) {
            attach(cause.get(), fault);
            return;
        }
        long hold = CauseBook.micros(causes.hold(sites, fault.type(), fault.asset(), fault.severity()));
        if (hold > 0) {
            state.hold(new HeldFault(fault, fault.timeMicros() + hold));
        } else {
            open(fault, Map.of());
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
                .flatMap(incident -> fault(incident, key)
                        .filter(f -> f.faultId().equals(cleared.faultId()))
                        .map(f -> clear(incident, f, cleared.timeMicros(), cleared.evidence())));
    }

    /** Ends what waits: looks for common causes first, then lets every fault go whose time is over. */
    void decideHeld() {
        List<HeldFault> due = inOrder(state.held().stream()
                .filter(h -> h.untilMicros() <= state.now())
                .toList());
        if (due.isEmpty()) {
            return;
        }
        Set<String> suspected = concludeOutages(due);
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
            Optional<Incident> cause = openCause(held.onset());
            if (cause.isPresent()) {
                attach(cause.get(), held.fault());
            } else {
                open(held.fault(), Map.of());
            }
        }
    }

    /** A concluded outage is over when less than half of the lamps that it took are still dark. */
    void reviewConcludedOutage(Incident incident) {
        root(incident)
                .filter(r -> r.clearedMicros().isEmpty() && isConcluded(r))
                .ifPresent(root -> {
                    long dark = incident.faults().stream()
                            .filter(f -> !f.root() && f.clearedMicros().isEmpty() && isDarkness(f.type()))
                            .map(ExplainedFault::asset)
                            .distinct()
                            .count();
                    Evidence first = root.evidence().get(0);
                    if (dark * 2 < first.limit()) {
                        clear(
                                incident,
                                root,
                                state.now(),
                                List.of(new Evidence("", first.metric(), dark, first.limit(), "1", GROUP_RULE)));
                    }
                });
    }

    /** Symptoms that outlive their cause were not its symptoms: each becomes its own incident. */
    void releaseResidual(Incident incident) {
        OptionalLong rootCleared = rootClearedAt(incident);
        if (rootCleared.isEmpty()) {
            return;
        }
        for (ExplainedFault fault : incident.faults()) {
            if (fault.root()
                    || fault.clearedMicros().isPresent()
                    || !outlived(rootCleared.getAsLong(), fault.asset())) {
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
            Optional<Incident> otherCause = openCause(onset(again));
            if (otherCause.isPresent()) {
                attach(otherCause.get(), again);
            } else {
                open(again, Map.of("residualOf", incident.id()));
            }
        }
    }

    /** Of two occurrences of one fault the one that holds stays; of two that are over, the later to come. */
    private IncidentEdit putInto(IncidentEdit edit, ExplainedFault fault) {
        Optional<ExplainedFault> kept =
                edit.kept(fault).filter(k -> !k.faultId().equals(fault.faultId()));
        if (kept.isEmpty()) {
            return edit.put(fault);
        }
        boolean keepOld =
                kept.get().clearedMicros().isEmpty() && fault.clearedMicros().isPresent();
        if (!isConcluded(keepOld ? fault : kept.get())) {
            state.count(Outcome.SUPERSEDED);
        }
        return keepOld ? edit : edit.put(fault);
    }

    private void stillHolds(Incident incident, FaultRaised fault) {
        ExplainedFault known = fault(incident, FaultKeys.of(fault)).orElseThrow();
        if (known.faultId().equals(fault.faultId())) {
            state.count(Outcome.REPEATED);
            return;
        }
        // Detection lost its state or its clear: the newer occurrence is the one that will be cleared.
        state.count(Outcome.RETURNED);
        changes.commit(
                putInto(new IncidentEdit(incident), explained(fault, known.root())),
                Timeline.RETURNED,
                SYSTEM,
                Details.of(fault.type(), fault.asset(), fault.evidence()));
    }

    private void returned(Incident incident, FaultRaised fault) {
        state.count(Outcome.RETURNED);
        IncidentEdit edit = putInto(new IncidentEdit(incident), explained(fault, true));
        if (incident.state() == IncidentState.RESOLVED) {
            reopen(edit, fault, Map.of("during", "proof"));
        } else {
            changes.commit(edit, Timeline.RETURNED, SYSTEM, Details.of(fault.type(), fault.asset(), fault.evidence()));
        }
        absorbInto(incident.id());
    }

    private void open(FaultRaised fault, Map<String, String> more) {
        String key = FaultKeys.of(fault);
        long reopenSince = state.now() - CauseBook.micros(settings.reopenWithin());
        Optional<Incident> earlier = state.closedWithRoot(key, reopenSince);
        String id;
        if (earlier.isPresent()) {
            id = earlier.get().id();
            state.count(Outcome.REOPENED);
            reopen(putInto(new IncidentEdit(earlier.get()), explained(fault, true)), fault, more);
        } else {
            id = FaultKeys.incidentId(fault.faultId() + more.getOrDefault("residualOf", ""));
            state.count(Outcome.OPENED);
            Map<String, String> details = Details.of(fault.type(), fault.asset(), fault.evidence());
            details.putAll(more);
            details.put("onset", String.valueOf(fault.onsetMicros()));
            changes.commit(
                    new IncidentEdit(blank(id, fault)).put(explained(fault, true)), Timeline.OPENED, SYSTEM, details);
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

    private void attach(Incident cause, FaultRaised fault) {
        state.count(Outcome.ATTACHED);
        Map<String, String> details = Details.of(fault.type(), fault.asset(), fault.evidence());
        IncidentEdit edit = putInto(new IncidentEdit(cause), explained(fault, false));
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
        return root(other)
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

    private Set<String> concludeOutages(List<HeldFault> due) {
        Set<String> suspected = new HashSet<>();
        TreeMap<String, Asset> cabinets = new TreeMap<>();
        for (HeldFault held : due) {
            if (isDarkness(held.fault().type())) {
                cabinetOfLamp(held.fault().asset()).ifPresent(c -> cabinets.put(c.id(), c));
            }
        }
        for (Asset cabinet : cabinets.values()) {
            List<GroupRule.DarkLamp> dark = darkLamps(cabinet);
            if (groups.suspects(sites, cabinet, dark)) {
                due.stream()
                        .map(HeldFault::fault)
                        .filter(f -> isDarkness(f.type()))
                        .filter(f ->
                                cabinetOfLamp(f.asset()).filter(cabinet::equals).isPresent())
                        .forEach(f -> suspected.add(FaultKeys.of(f)));
            }
            groups.find(sites, cabinet, dark).ifPresent(this::conclude);
        }
        return suspected;
    }

    private void conclude(GroupRule.Outage outage) {
        String asset = outage.node().id();
        String key = FaultKeys.of(outage.type(), asset);
        if (state.withUncleared(key).isPresent() || state.held(key).isPresent()) {
            return;
        }
        FaultRaised fault = new FaultRaised(
                FaultRaised.id(outage.type(), asset, outage.onsetMicros()),
                outage.type(),
                asset,
                outage.onsetMicros(),
                state.now(),
                severities.of(outage.type()),
                List.of(new Evidence("", "dark_lamps", outage.dark(), outage.needed(), "1", GROUP_RULE)));
        Optional<Incident> own = state.openWithRoot(key);
        if (own.isPresent()) {
            returned(own.get(), fault);
        } else {
            open(fault, Map.of());
        }
    }

    /** Every lamp of the cabinet that is dark or silent, wherever its fault is kept. */
    private List<GroupRule.DarkLamp> darkLamps(Asset cabinet) {
        List<GroupRule.DarkLamp> dark = new ArrayList<>();
        for (Asset lamp : sites.lampsBelow(cabinet)) {
            for (String type : List.of(CauseBook.LAMP_OUT, CauseBook.STALE)) {
                String key = FaultKeys.of(type, lamp.id());
                boolean silent = type.equals(CauseBook.STALE);
                state.held(key)
                        .map(h -> h.fault().onsetMicros())
                        .or(() -> state.withUncleared(key)
                                .flatMap(i -> fault(i, key))
                                .map(ExplainedFault::onsetMicros))
                        .ifPresent(onset -> dark.add(new GroupRule.DarkLamp(lamp.id(), onset, silent)));
            }
        }
        return dark;
    }

    private Optional<Asset> cabinetOfLamp(String asset) {
        return sites.asset(asset)
                .filter(a -> a.type() == AssetType.LAMP)
                .flatMap(a -> sites.ancestor(a, AssetType.LIGHTING_CABINET));
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

    /** The open incident whose root explains the fault; the worst, nearest, earliest where there are several. */
    private Optional<Incident> openCause(Onset symptom) {
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
        OptionalLong rootCleared = rootClearedAt(cause);
        boolean holding = rootCleared.isEmpty()
                || symptom.micros() <= rootCleared.getAsLong() && !outlived(rootCleared.getAsLong(), symptom.asset());
        return holding
                && root(cause)
                        .filter(r -> causes.explains(sites, new Onset(r.type(), r.asset(), r.onsetMicros()), symptom))
                        .isPresent();
    }

    private boolean outlived(long rootCleared, String asset) {
        return state.now() >= rootCleared + settings.residualIntervals() * CauseBook.micros(sites.intervalOf(asset));
    }

    private Incident clear(Incident incident, ExplainedFault fault, long time, List<Evidence> evidence) {
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

    private List<HeldFault> inOrder(List<HeldFault> held) {
        return held.stream()
                .sorted(Comparator.comparing((HeldFault h) -> h.fault().severity())
                        .thenComparing(h -> sites.depthOf(h.fault().asset()))
                        .thenComparing(h -> h.fault().onsetMicros())
                        .thenComparing(h -> FaultKeys.of(h.fault())))
                .toList();
    }

    private static boolean isDarkness(String type) {
        return type.equals(CauseBook.LAMP_OUT) || type.equals(CauseBook.STALE);
    }

    private static boolean isConcluded(ExplainedFault root) {
        return !root.evidence().isEmpty() && root.evidence().get(0).rule().equals(GROUP_RULE);
    }

    private static Optional<ExplainedFault> root(Incident incident) {
        return incident.faults().stream().filter(ExplainedFault::root).findFirst();
    }

    private static OptionalLong rootClearedAt(Incident incident) {
        return root(incident).map(ExplainedFault::clearedMicros).orElse(OptionalLong.empty());
    }

    private static Optional<ExplainedFault> fault(Incident incident, String key) {
        return incident.faults().stream()
                .filter(f -> FaultKeys.of(f).equals(key))
                .findFirst();
    }

    private static Onset onset(FaultRaised fault) {
        return new Onset(fault.type(), fault.asset(), fault.onsetMicros());
    }

    private static ExplainedFault explained(FaultRaised fault, boolean root) {
        return new ExplainedFault(
                fault.faultId(),
                fault.type(),
                fault.asset(),
                fault.severity(),
                fault.onsetMicros(),
                OptionalLong.empty(),
                root,
                fault.evidence());
    }
}
