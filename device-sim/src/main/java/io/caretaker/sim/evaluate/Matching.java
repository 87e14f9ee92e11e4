package io.caretaker.sim.evaluate;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Topology;
import io.caretaker.sim.api.FaultView;
import io.caretaker.sim.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Which detected fault belongs to which injected one. Pure; safe for use by several threads. */
final class Matching {
    /** After a repair the physics and the filters of detection need as long to settle; product default. */
    static final Duration SETTLE = Duration.ofMinutes(30);

    /** One of many alike: its neighbour being out is another fault. */
    private static final Set<FaultKind> ONE_OF_MANY =
            Set.of(FaultKind.LAMP_OUT, FaultKind.LAMP_DAY_BURNING, FaultKind.DEVICE_STALE, FaultKind.SENSOR_STUCK);

    private final Topology topology;

    Matching(Topology topology) {
        this.topology = topology;
    }

    /** Whether the detected fault is the diagnosis of the injected one: same kind, right place, while it acted. */
    boolean detects(FaultView raised, TruthFault truth) {
        return raised.type().equals(truth.kind().id()) && during(raised, truth) && covers(raised.asset(), truth);
    }

    /** Whether the injected fault accounts for the detected one: as its diagnosis or as one of its symptoms. */
    boolean explains(TruthFault truth, FaultView raised) {
        return detects(raised, truth)
                || truth.kind().symptoms().contains(raised.type())
                        && during(raised, truth)
                        && reaches(truth, raised.asset());
    }

    /** Raised after it began: what was raised before it was there is no detection, however well it fits. */
    private static boolean during(FaultView raised, TruthFault truth) {
        Instant over = truth.end().map(e -> e.plus(SETTLE)).orElse(Instant.MAX);
        return !raised.raised().isBefore(truth.start()) && !raised.onset().isAfter(over);
    }

    private boolean covers(String asset, TruthFault truth) {
        if (asset.equals(truth.asset())) {
            return true;
        }
        return !ONE_OF_MANY.contains(truth.kind()) && scope(asset).equals(scope(truth.asset()));
    }

    private boolean reaches(TruthFault truth, String asset) {
        // Water from an open hydrant comes out of the pressure zones, which are no part of the fire system.
        return truth.kind() == FaultKind.HYDRANT_OPEN
                ? estate(asset).equals(estate(truth.asset()))
                : scope(asset).equals(scope(truth.asset()));
    }

    private String scope(String asset) {
        return topology.asset(asset).map(topology::scopeOf).map(Asset::id).orElse(asset);
    }

    private String estate(String asset) {
        return topology.asset(asset).map(Asset::estate).orElse(asset);
    }
}
