package io.caretaker.sim.fault;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Topology;
import io.caretaker.sim.seed.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A light stream of faults with exponential gaps, each kind alike likely, on a random asset whose scope is undisturbed so
 * that ground truth stays unambiguous. Not thread-safe.
 */
public final class RandomScript implements Script {
    private final Topology topology;
    private final FaultBoard board;
    private final Injector injector;
    private final RandomGenerator random;
    private final double meanGap;
    private final int most;
    private long next;

    /**
     * @param begin nothing breaks before, seconds since 1970
     * @param meanGap average time between two faults
     * @param most faults at the same time; beyond it a fault is left out
     */
    public RandomScript(
            long seed, Topology topology, FaultBoard board, Injector injector, long begin, Duration meanGap, int most) {
        this.topology = topology;
        this.board = board;
        this.injector = injector;
        this.random = Seeds.generator(seed, "script/random");
        this.meanGap = meanGap.toSeconds();
        this.most = most;
        this.next = begin + gap();
    }

    @Override
    public void advance(long from, long to) {
        while (next <= to) {
            breakSomething(next);
            next += gap();
        }
    }

    private void breakSomething(long second) {
        FaultKind[] kinds = FaultKind.values();
        FaultKind kind = kinds[random.nextInt(kinds.length)];
        if (board.active().size() >= most) {
            return;
        }
        List<Asset> candidates = topology.assets().stream()
                .filter(a -> kind.assetType() == a.type() && suits(kind, a) && !board.disturbed(a.id()))
                .toList();
        if (!candidates.isEmpty()) {
            Asset asset = candidates.get(random.nextInt(candidates.size()));
            injector.inject(kind, asset.id(), second);
        }
    }

    static boolean suits(FaultKind kind, Asset asset) {
        return kind != FaultKind.DISPENSER_MEMBRANE_FAILURE || asset.attribute("has_ro", 1) > 0;
    }

    private long gap() {
        return Math.max(1, Math.round(-meanGap * Math.log(1 - random.nextDouble())));
    }
}
