package io.caretaker.sim.fault;

import io.caretaker.model.estate.AssetType;
import io.caretaker.sim.clock.Sun;
import io.caretaker.sim.seed.Seeds;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Makes a fault real: draws ramp and magnitude, puts it on the board, tells who must know. Not thread-safe. */
public final class Injector {
    private static final long ENOUGH_DAY_S = 3600;

    private final long seed;
    private final FaultBoard board;
    private final Function<String, Sun> sunAt;
    private final Consumer<InjectedFault> injected;
    private int count;

    /**
     * @param sunAt the sun over the estate of an asset
     * @param injected told after the fault is on the board
     */
    public Injector(long seed, FaultBoard board, Function<String, Sun> sunAt, Consumer<InjectedFault> injected) {
        this.seed = seed;
        this.board = board;
        this.sunAt = sunAt;
        this.injected = injected;
    }

    public InjectedFault inject(FaultKind kind, String asset, long start) {
        String id = "f" + (++count) + "-" + kind.id();
        RandomGenerator random = Seeds.generator(seed, "fault/" + id + "/" + asset);
        long ramp = kind.ramp(random.nextDouble());
        double magnitude = kind.magnitude(random.nextDouble());
        InjectedFault fault =
                new InjectedFault(id, kind, asset, start, ramp, magnitude, detectableFrom(kind, asset, start, ramp));
        board.add(fault);
        injected.accept(fault);
        return fault;
    }

    private long detectableFrom(FaultKind kind, String asset, long start, long ramp) {
        if (kind.assetType() == AssetType.LAMP) {
            Sun sun = sunAt.apply(asset);
            return kind == FaultKind.LAMP_OUT ? sun.next(start, -6, true) : enoughDay(sun, start);
        }
        return start + Math.round(kind.detectableShare() * ramp);
    }

    /** From when there is daylight for as long as it takes to be sure: what begins at dusk shows the next day. */
    private static long enoughDay(Sun sun, long start) {
        long day = sun.next(start, 1, false);
        long dusk = sun.next(day, 1, true);
        return dusk - day >= ENOUGH_DAY_S ? day : sun.next(dusk, 1, false);
    }
}
