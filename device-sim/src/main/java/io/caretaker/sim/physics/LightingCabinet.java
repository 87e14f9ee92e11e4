package io.caretaker.sim.physics;

import io.caretaker.model.estate.Asset;
import io.caretaker.sim.clock.LocalTime;
import io.caretaker.sim.clock.Sun;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.fault.FaultKind;
import io.caretaker.sim.seed.Seeds;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A cabinet and the lamps it feeds: on from -4 degrees of sun at dusk to -4 degrees at dawn, give or take the cabinet's own
 * few minutes; dimmed to half from 23:00 to 05:00. Not thread-safe.
 */
final class LightingCabinet {
    static final double SWITCH_DEGREES = -4;
    private static final double STANDBY_W = 0.8;

    private final Asset cabinet;
    private final List<Asset> lamps;
    private final FaultBoard board;
    private final Sun sun;
    private final ZoneId zone;
    private final long offsetSeconds;
    private final double sagV;
    private final double leakageMa;

    LightingCabinet(Asset cabinet, List<Asset> lamps, Sun sun, ZoneId zone, long seed, FaultBoard board) {
        RandomGenerator random = Seeds.generator(seed, "cabinet/" + cabinet.id());
        this.cabinet = cabinet;
        this.lamps = List.copyOf(lamps);
        this.sun = sun;
        this.zone = zone;
        this.board = board;
        this.offsetSeconds = Math.round(Math.max(-600, Math.min(600, 180 * random.nextGaussian())));
        this.sagV = random.nextDouble(2, 6);
        this.leakageMa = random.nextDouble(5, 25);
    }

    boolean powered(long second) {
        return board.find(FaultKind.LIGHT_CABINET_OUTAGE, cabinet.id(), second).isEmpty();
    }

    boolean switchedOn(long second) {
        return sun.elevation(second - offsetSeconds) < SWITCH_DEGREES;
    }

    /** The dimming command, per cent. */
    double dim(long second) {
        double hour = LocalTime.at(second, zone).hour();
        return hour >= 23 || hour < 5 ? 50 : 100;
    }

    double voltage(long second) {
        return powered(second) ? 228 - (switchedOn(second) ? sagV : 0) : 0;
    }

    double lampWatts(Asset lamp, long second) {
        if (!powered(second)) {
            return 0;
        }
        boolean burning = switchedOn(second)
                || board.find(FaultKind.LAMP_DAY_BURNING, lamp.id(), second).isPresent();
        if (!burning || board.find(FaultKind.LAMP_OUT, lamp.id(), second).isPresent()) {
            return STANDBY_W;
        }
        double dim = dim(second) / 100;
        return lamp.attribute("rated_power_w", 60) * (0.06 + 0.94 * dim) * Math.pow(voltage(second) / 220, 0.1);
    }

    /** What all lamps draw, A, at a power factor of 0.95. */
    double currentA(long second) {
        if (!powered(second)) {
            return 0;
        }
        double watts = 0;
        for (Asset lamp : lamps) {
            watts += lampWatts(lamp, second);
        }
        return watts / voltage(second) / 0.95;
    }

    double residualMa(long second) {
        return powered(second) ? leakageMa + board.effect(FaultKind.LIGHT_LEAKAGE_CURRENT, cabinet.id(), second) : 0;
    }
}
