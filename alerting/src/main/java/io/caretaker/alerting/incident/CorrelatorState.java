package io.caretaker.alerting.incident;

import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything the correlator remembers, with the indexes it searches by. All of it is in incidents or in state rows, so a
 * restart in the middle changes nothing. Single-threaded.
 */
final class CorrelatorState {
    private static final Set<String> ENDINGS = Set.of("closed", "merged");

    private final TreeMap<String, Incident> open = new TreeMap<>();
    private final TreeMap<String, Incident> closed = new TreeMap<>();
    private final TreeMap<String, HeldFault> held = new TreeMap<>();
    /** Fault key of every fault that holds, to the incident it is in. */
    private final Map<String, String> uncleared = new HashMap<>();
    /** Root key to the open incident. */
    private final Map<String, String> openRoots = new HashMap<>();
    /** Root key to the incident closed last. */
    private final Map<String, String> closedRoots = new HashMap<>();

    private final TreeMap<String, List<Long>> seen = new TreeMap<>();
    private final TreeMap<String, StateRow> changedRows = new TreeMap<>();
    private final EnumMap<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private long now;

    long now() {
        return now;
    }

    /** Time never goes back: a fault that was decided late is handled at the time it is folded. */
    void advance(long timeMicros) {
        if (timeMicros > now) {
            now = timeMicros;
            markCounters();
        }
    }

    Map<Outcome, Long> counts() {
        return Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    void count(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
        markCounters();
    }

    List<Incident> open() {
        return List.copyOf(open.values());
    }

    Optional<Incident> open(String id) {
        return Optional.ofNullable(open.get(id));
    }

    /** The incident if it is open, or was closed after the given time. */
    Optional<Incident> find(String id, long closedAfter) {
        return open(id).or(() -> Optional.ofNullable(closed.get(id)).filter(i -> endOf(i) > closedAfter));
    }

    Optional<Incident> openWithRoot(String rootKey) {
        return Optional.ofNullable(openRoots.get(rootKey)).map(open::get);
    }

    /** The incident of that root closed last, when it was after the given time. */
    Optional<Incident> closedWithRoot(String rootKey, long afterMicros) {
        return Optional.ofNullable(closedRoots.get(rootKey)).map(closed::get).filter(i -> endOf(i) > afterMicros);
    }

    /** The incident in which that fault of that asset holds now. */
    Optional<Incident> withUncleared(String faultKey) {
        return Optional.ofNullable(uncleared.get(faultKey)).map(open::get);
    }

    void put(Incident incident) {
        Incident before = open.remove(incident.id());
        if (before != null) {
            before.faults().forEach(f -> uncleared.remove(FaultKeys.of(f), incident.id()));
            openRoots.remove(FaultKeys.rootOf(before), incident.id());
        }
        closed.remove(incident.id());
        if (incident.state() == IncidentState.CLOSED) {
            closed.put(incident.id(), incident);
            closedRoots.put(FaultKeys.rootOf(incident), incident.id());
            return;
        }
        open.put(incident.id(), incident);
        openRoots.put(FaultKeys.rootOf(incident), incident.id());
        closedRoots.remove(FaultKeys.rootOf(incident), incident.id());
        for (ExplainedFault fault : incident.faults()) {
            if (fault.clearedMicros().isEmpty()) {
                uncleared.put(FaultKeys.of(fault), incident.id());
            }
        }
    }

    /** Forgets what can neither be reopened nor counted any more. Has no effect on any decision. */
    void prune(long closedBefore, long seenBefore) {
        closed.values().removeIf(i -> {
            boolean old = endOf(i) <= closedBefore;
            if (old) {
                closedRoots.remove(FaultKeys.rootOf(i), i.id());
            }
            return old;
        });
        seen.entrySet().removeIf(e -> {
            boolean old = e.getValue().stream().allMatch(t -> t <= seenBefore);
            if (old) {
                forget(CorrelatorStateCodec.seenKey(e.getKey()));
            }
            return old;
        });
    }

    Collection<HeldFault> held() {
        return List.copyOf(held.values());
    }

    Optional<HeldFault> held(String faultKey) {
        return Optional.ofNullable(held.get(faultKey));
    }

    void hold(HeldFault fault) {
        String key = FaultKeys.of(fault.fault());
        held.put(key, fault);
        mark(CorrelatorStateCodec.heldKey(key), CorrelatorStateCodec.encode(fault));
    }

    void release(String faultKey) {
        if (held.remove(faultKey) != null) {
            forget(CorrelatorStateCodec.heldKey(faultKey));
        }
    }

    /** Notes that the fault was seen now and answers how often it was since the given time. Keeps the last ten. */
    int countSeen(String rootKey, long sinceMicros) {
        List<Long> times = new ArrayList<>(seen.getOrDefault(rootKey, List.of()));
        times.add(now);
        times.removeIf(t -> t <= sinceMicros);
        while (times.size() > 10) {
            times.remove(0);
        }
        seen.put(rootKey, times);
        mark(CorrelatorStateCodec.seenKey(rootKey), CorrelatorStateCodec.encode(times));
        return times.size();
    }

    /** The rows changed since the last call, in key order. */
    List<StateRow> takeChangedRows() {
        List<StateRow> rows = List.copyOf(changedRows.values());
        changedRows.clear();
        return rows;
    }

    void restore(Collection<Incident> incidents, Collection<StateRow> rows) {
        incidents.stream().sorted((a, b) -> Long.compare(endOf(a), endOf(b))).forEach(this::put);
        CorrelatorStateCodec.Restored restored = CorrelatorStateCodec.decode(rows);
        restored.held().forEach(h -> held.put(FaultKeys.of(h.fault()), h));
        seen.putAll(restored.seen());
        counts.putAll(restored.counts());
        now = restored.now();
    }

    /** When the incident was closed; the time of its last change where it is not. */
    static long endOf(Incident incident) {
        return Timeline.last(incident, ENDINGS).map(TimelineEntry::timeMicros).orElse(incident.changedMicros());
    }

    private void markCounters() {
        mark(CorrelatorStateCodec.COUNTERS, CorrelatorStateCodec.encode(now, counts));
    }

    private void mark(String key, String document) {
        changedRows.put(key, new StateRow(key, Optional.of(document)));
    }

    private void forget(String key) {
        changedRows.put(key, new StateRow(key, Optional.empty()));
    }
}
