package io.caretaker.alerting.incident;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Many dark lamps are one event: when enough lamps of a cabinet went dark or silent together, the supply above them
 * failed, even if the cabinet itself said nothing (field guide, section 6, rule 3). Pure.
 */
final class GroupRule {
    /** Share of the dark lamps that must hang on one circuit for the circuit to be the cause (rule 3). */
    private static final double ON_ONE_CIRCUIT = 0.95;

    private final CorrelationSettings settings;

    GroupRule(CorrelationSettings settings) {
        this.settings = settings;
    }

    /**
     * A lamp that is dark or silent.
     *
     * @param silent true where only its silence is known: onsets then scatter over reporting intervals
     */
    record DarkLamp(String lamp, long onsetMicros, boolean silent) {}

    /**
     * @param node the lowest asset that covers the dark lamps
     * @param onsetMicros when the first of them went dark
     * @param dark how many did together
     * @param needed how many it takes
     */
    record Outage(Asset node, String type, long onsetMicros, int dark, int needed) {}

    /** The supply failure that explains the dark lamps of the cabinet, if there are enough of them. */
    Optional<Outage> find(Sites sites, Asset cabinet, List<DarkLamp> dark) {
        Optional<Outage> whole = outage(sites, cabinet, CauseBook.CABINET_OUTAGE, dark);
        List<Outage> circuits = circuitsOf(sites, cabinet, dark).entrySet().stream()
                .flatMap(e -> sites.asset(e.getKey()).stream()
                        .flatMap(c -> outage(sites, c, CauseBook.CIRCUIT_OUTAGE, e.getValue()).stream()))
                .sorted(Comparator.comparing(o -> o.node().id()))
                .toList();
        if (whole.isPresent()) {
            return circuits.stream()
                    .filter(o -> o.dark() >= ON_ONE_CIRCUIT * whole.get().dark())
                    .findFirst()
                    .or(() -> whole);
        }
        return circuits.stream().findFirst();
    }

    /** True when so many went dark together that waiting a little longer may show a common cause. */
    boolean suspects(Sites sites, Asset cabinet, List<DarkLamp> dark) {
        return together(sites, cabinet, dark).dark() >= settings.groupMinimum();
    }

    int needed(int lamps) {
        return Math.max(settings.groupMinimum(), (int) Math.ceil(settings.groupShare() * lamps));
    }

    private Optional<Outage> outage(Sites sites, Asset node, String type, List<DarkLamp> dark) {
        int needed = needed(sites.lampsBelow(node).size());
        Together best = together(sites, node, dark);
        return best.dark() >= needed
                ? Optional.of(new Outage(node, type, best.onsetMicros(), best.dark(), needed))
                : Optional.empty();
    }

    private static Map<String, List<DarkLamp>> circuitsOf(Sites sites, Asset cabinet, List<DarkLamp> dark) {
        Map<String, List<DarkLamp>> byCircuit = new TreeMap<>();
        for (DarkLamp lamp : dark) {
            sites.asset(lamp.lamp())
                    .flatMap(a -> sites.ancestor(a, AssetType.LIGHT_CIRCUIT))
                    .filter(c -> sites.isAtOrBelow(c, cabinet))
                    .ifPresent(c -> byCircuit
                            .computeIfAbsent(c.id(), k -> new java.util.ArrayList<>())
                            .add(lamp));
        }
        return byCircuit;
    }

    private record Together(long onsetMicros, int dark) {}

    /** The largest number of lamps whose onsets lie in one window, the earliest such window first. */
    private Together together(Sites sites, Asset node, List<DarkLamp> dark) {
        Map<String, Long> onsets = new TreeMap<>();
        dark.forEach(d -> onsets.merge(d.lamp(), d.onsetMicros(), Math::min));
        long[] sorted =
                onsets.values().stream().mapToLong(Long::longValue).sorted().toArray();
        long window = window(sites, node, dark);
        Together best = new Together(0, 0);
        int first = 0;
        for (int last = 0; last < sorted.length; last++) {
            while (sorted[last] - sorted[first] > window) {
                first++;
            }
            if (last - first + 1 > best.dark()) {
                best = new Together(sorted[first], last - first + 1);
            }
        }
        return best;
    }

    /** A lamp that reports each quarter of an hour shows its onset no sharper than that. */
    private long window(Sites sites, Asset node, List<DarkLamp> dark) {
        long interval = sites.lampsBelow(node).stream()
                .mapToLong(l -> CauseBook.micros(sites.intervalOf(l.id())))
                .max()
                .orElse(0);
        long base = CauseBook.micros(settings.groupWindow());
        return dark.stream().anyMatch(DarkLamp::silent) ? Math.max(base, 3 * interval) : base + interval;
    }
}
