package io.caretaker.sim.physics;

import io.caretaker.model.estate.Asset;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.fault.FaultKind;
import io.caretaker.sim.fault.InjectedFault;
import io.caretaker.sim.seed.Seeds;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A roof tank between its float switches: the inlet opens at 70 % and closes at 92 %. Not thread-safe. */
final class RoofTank {
    static final double OPENS_AT = 0.70;
    static final double CLOSES_AT = 0.92;
    private static final double STEP_HOURS = 1 / 60.0;

    private final String asset;
    private final double heightM;
    private final double volumeM3;
    private final double inflowM3h;
    private final FaultBoard board;
    private double level;
    private boolean filling;
    private double inflow;

    RoofTank(Asset asset, long seed, FaultBoard board) {
        RandomGenerator random = Seeds.generator(seed, "tank/" + asset.id());
        this.asset = asset.id();
        this.heightM = asset.attribute("height_m", 2.5);
        this.volumeM3 = asset.attribute("volume_m3", 30);
        this.inflowM3h = random.nextDouble(6, 10);
        this.level = random.nextDouble(OPENS_AT, CLOSES_AT);
        this.board = board;
    }

    /** One minute of drawing the given flow. */
    void step(long second, double outflowM3h, boolean supplied) {
        if (level <= OPENS_AT) {
            filling = true;
        } else if (level >= CLOSES_AT) {
            filling = false;
        }
        Optional<InjectedFault> dry = board.find(FaultKind.ROOF_TANK_LOW, asset, second);
        inflow = filling && supplied && dry.isEmpty() ? inflowM3h : 0;
        double change = (inflow - outflowM3h) * STEP_HOURS / volumeM3;
        if (dry.isPresent()) {
            double target = dry.get().magnitude();
            double drain = (0.85 - target) / (dry.get().rampSeconds() / 3600.0) * STEP_HOURS;
            level = Math.max(Math.min(level, target), level - drain);
        } else {
            level = Math.max(0, Math.min(1, level + change));
        }
    }

    double levelM() {
        return level * heightM;
    }

    double inflowM3h() {
        return inflow;
    }
}
