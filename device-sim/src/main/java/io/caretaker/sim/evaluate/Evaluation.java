package io.caretaker.sim.evaluate;

import io.caretaker.model.estate.Topology;
import io.caretaker.sim.api.FaultView;
import io.caretaker.sim.api.IncidentView;
import io.caretaker.sim.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was detected, held against what was injected.
 *
 * @param kinds by catalogue id: every type that was injected or raised
 * @param missed injected, visible long enough, not found
 * @param falseAlarms raised without anything that accounts for them
 * @param deviceDays devices times simulated days
 */
public record Evaluation(
        List<KindScore> kinds, List<TruthFault> missed, List<FaultView> falseAlarms, double deviceDays) {
    /** Visible for less and not found is neither hit nor miss: the run ended first. */
    static final Duration LONG_ENOUGH = Duration.ofHours(2);

    /** What takes longer by the rules as shipped: three nights of more flow, six hours without a change. */
    private static final Map<FaultKind, Duration> TAKES_LONGER =
            Map.of(FaultKind.PIPE_LEAK_HIDDEN, Duration.ofDays(4), FaultKind.SENSOR_STUCK, Duration.ofHours(8));

    public Evaluation {
        kinds = List.copyOf(kinds);
        missed = List.copyOf(missed);
        falseAlarms = List.copyOf(falseAlarms);
    }

    /** @param until when the run ended */
    public static Evaluation of(
            Topology topology,
            List<TruthFault> truth,
            List<FaultView> raised,
            List<IncidentView> incidents,
            Instant until,
            double deviceDays) {
        Matching matching = new Matching(topology);
        List<FaultView> falseAlarms = raised.stream()
                .filter(f -> truth.stream().noneMatch(t -> matching.explains(t, f)))
                .toList();
        List<TruthFault> missed = new ArrayList<>();
        List<KindScore> kinds = new ArrayList<>();
        Set<String> types = new TreeSet<>();
        truth.forEach(t -> types.add(t.kind().id()));
        falseAlarms.forEach(f -> types.add(f.type()));
        for (String type : types) {
            List<TruthFault> injected =
                    truth.stream().filter(t -> t.kind().id().equals(type)).toList();
            List<Duration> delays = new ArrayList<>();
            int due = 0;
            int opened = 0;
            for (TruthFault fault : injected) {
                Optional<FaultView> found = raised.stream()
                        .filter(f -> matching.detects(f, fault))
                        .min(Comparator.comparing(FaultView::raised));
                if (found.isPresent()) {
                    due++;
                    delays.add(delay(fault, found.get()));
                    opened += incidentsOf(fault, raised, incidents, matching);
                } else if (visible(fault, until).compareTo(longEnough(fault.kind())) >= 0) {
                    due++;
                    missed.add(fault);
                }
            }
            delays.sort(Comparator.naturalOrder());
            int falsely = (int)
                    falseAlarms.stream().filter(f -> f.type().equals(type)).count();
            kinds.add(new KindScore(type, injected.size(), due, delays.size(), falsely, delays, opened));
        }
        return new Evaluation(kinds, missed, falseAlarms, deviceDays);
    }

    public int injected() {
        return kinds.stream().mapToInt(KindScore::injected).sum();
    }

    public int due() {
        return kinds.stream().mapToInt(KindScore::due).sum();
    }

    public int detected() {
        return kinds.stream().mapToInt(KindScore::detected).sum();
    }

    /** Share of the due ones that were detected; NaN when nothing was due. */
    public double recall() {
        return due() == 0 ? Double.NaN : (double) detected() / due();
    }

    public double falseAlarmsPer1000DeviceDays() {
        return 1000.0 * falseAlarms.size() / deviceDays;
    }

    /** 1 is the aim; NaN when nothing was detected. */
    public double incidentsPerRootCause() {
        return detected() == 0
                ? Double.NaN
                : (double) kinds.stream().mapToInt(KindScore::incidents).sum() / detected();
    }

    public List<Duration> delays() {
        return kinds.stream().flatMap(k -> k.delays().stream()).sorted().toList();
    }

    /** Nearest rank. @param share above 0, at most 1 @return empty when there is none */
    public static Optional<Duration> quantile(List<Duration> ascending, double share) {
        return ascending.isEmpty()
                ? Optional.empty()
                : Optional.of(ascending.get((int) Math.ceil(share * ascending.size()) - 1));
    }

    /** Noise can carry a signal over its limit a little early; that is no negative delay. */
    private static Duration delay(TruthFault truth, FaultView found) {
        Duration delay = Duration.between(truth.detectableFrom(), found.raised());
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    private static Duration longEnough(FaultKind kind) {
        return TAKES_LONGER.getOrDefault(kind, LONG_ENOUGH);
    }

    private static Duration visible(TruthFault fault, Instant until) {
        return Duration.between(fault.detectableFrom(), fault.end().orElse(until));
    }

    private static int incidentsOf(
            TruthFault fault, List<FaultView> raised, List<IncidentView> incidents, Matching matching) {
        List<FaultView> its =
                raised.stream().filter(f -> matching.explains(fault, f)).toList();
        return (int) incidents.stream()
                .filter(i -> its.stream().anyMatch(i::explains))
                .count();
    }
}
