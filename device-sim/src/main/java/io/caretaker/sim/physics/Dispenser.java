package io.caretaker.sim.physics;

import io.caretaker.model.estate.Asset;
import io.caretaker.sim.clock.LocalTime;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.fault.FaultKind;
import io.caretaker.sim.fault.InjectedFault;
import io.caretaker.sim.seed.Draws;
import io.caretaker.sim.seed.Seeds;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import java.util.random.RandomGenerator;

/** A drinking-water dispenser: use by the hour, filter, membrane, UV lamp, heater and tank. Not thread-safe. */
final class Dispenser implements SignalSource {
    private static final double NOMINAL_L_MIN = 2.2;
    private static final double HEATER_LOW = 88;
    private static final double HEATER_HIGH = 95;
    private static final double HEATER_CYCLE_S = 1500;
    private static final double MOST_L = 20;
    private static final long IDLE_S = 4 * 3600;
    /** Mains pressure below which the inlet gives nothing, kPa. */
    private static final double INLET_NEEDS_KPA = 60;

    private final String asset;
    private final FaultBoard board;
    private final ZoneId zone;
    private final LongToDoubleFunction mainsKpa;
    private final RandomGenerator random;
    private final double rated;
    private final double uvCommissioned;
    private final boolean reverseOsmosis;
    private final double perDay;
    private double volume;
    private double uvAge;
    private double tdsIn = 180;
    private double tankPct = 85;
    private double creep;
    private long last = Long.MIN_VALUE;
    private long lastDispense = Long.MIN_VALUE;
    private boolean exhausted;
    private boolean uvFailed;

    Dispenser(Asset asset, ZoneId zone, long seed, FaultBoard board, LongToDoubleFunction mainsKpa) {
        this.random = Seeds.generator(seed, "dispenser/" + asset.id());
        this.asset = asset.id();
        this.board = board;
        this.zone = zone;
        this.mainsKpa = mainsKpa;
        this.rated = asset.attribute("filter_rated_l", 10_000);
        this.uvCommissioned = asset.attribute("uv_commissioned", 9_000);
        this.reverseOsmosis = asset.attribute("has_ro", 1) > 0;
        this.perDay = random.nextDouble(40, 90);
        this.volume = rated * random.nextDouble(0.15, 0.65);
        this.uvAge = random.nextDouble(0, 4000);
    }

    @Override
    public void sample(long second, Sensors out) {
        double drawn = use(second);
        Optional<InjectedFault> filter = board.find(FaultKind.DISPENSER_FILTER_EXHAUSTED, asset, second);
        replaceOrExhaust(filter.isPresent(), second);
        tdsIn = 180 + 0.98 * (tdsIn - 180) + 3 * random.nextGaussian();
        boolean supplied = mainsKpa.applyAsDouble(second) > INLET_NEEDS_KPA;
        tankPct = Math.max(0, Math.min(95, tankPct - drawn / 0.4 + (supplied ? 12 : 0)));

        out.analog("tds_in", tdsIn, 0.02 * tdsIn + 1, 0);
        double clean = tdsOut(second) + creep;
        out.analog("tds_out", clean, 0.02 * clean + 1, 0);
        out.analog("turbidity_out", 0.15, 0.03, 2);
        out.analog("water_temperature_hot", hot(second), 0.3, 1);
        double uv = uvIntensity(second);
        out.analog("uv_intensity", uv, 0.01 * uv, 0);
        out.counter("filter_volume_total", volume, 0);
        if (drawn > 0) {
            double flow = NOMINAL_L_MIN * (1 - board.effect(FaultKind.DISPENSER_FILTER_EXHAUSTED, asset, second));
            out.analog("dispense_flow", flow, 0.02 * flow, 2);
        }
        out.analog("tank_level_pct", tankPct, 1, 0);
        out.state("leak_detected", false);
    }

    /** Litres drawn since the last sample. */
    private double use(long second) {
        double drawn = 0;
        creep = 0;
        if (last != Long.MIN_VALUE) {
            double hour = LocalTime.at(second, zone).hour();
            boolean peak = hour >= 6.5 && hour < 8.5 || hour >= 17.5 && hour < 20.5;
            double weight = hour < 5.5 ? 0.1 : peak ? 2.6 : 0.9;
            int count = Draws.poisson(random, perDay / 86_400 * weight * (second - last));
            for (int i = 0; i < count; i++) {
                drawn += Math.min(MOST_L, Draws.lognormal(random, 2.0, 0.8));
            }
            if (count > 0) {
                // TDS creep: what stood at the membrane comes out first and is gone after half a litre.
                creep = lastDispense != Long.MIN_VALUE && second - lastDispense > IDLE_S && drawn < 1 ? 20 : 0;
                lastDispense = second;
            }
            volume += drawn;
            uvAge += (second - last) / 3600.0;
        }
        last = second;
        return drawn;
    }

    /** The counter passes the rating while the fault holds; a new cartridge starts it at zero. */
    private void replaceOrExhaust(boolean fault, long second) {
        if (fault) {
            volume = Math.max(
                    volume,
                    rated * (0.97 + 0.06 * board.intensity(FaultKind.DISPENSER_FILTER_EXHAUSTED, asset, second)));
        } else if (exhausted) {
            volume = 0;
        }
        exhausted = fault;
    }

    private double tdsOut(long second) {
        if (!reverseOsmosis) {
            return 0.97 * tdsIn;
        }
        double lost = board.intensity(FaultKind.DISPENSER_MEMBRANE_FAILURE, asset, second);
        double rejection = 0.935 - (0.935 - 0.60) * lost;
        return tdsIn * (1 - rejection);
    }

    private double uvIntensity(long second) {
        Optional<InjectedFault> fault = board.find(FaultKind.DISPENSER_UV_FAILURE, asset, second);
        if (fault.isEmpty() && uvFailed) {
            uvAge = 0;
        }
        uvFailed = fault.isPresent();
        double healthy = uvCommissioned * (1 - 0.00003 * uvAge);
        return fault.map(f -> healthy * (1 - (1 - f.magnitude()) * f.intensity(second)))
                .orElse(healthy);
    }

    /** Saw-tooth of the thermostat: up in a third of the cycle, down in the rest. */
    private static double hot(long second) {
        double phase = second % (long) HEATER_CYCLE_S / HEATER_CYCLE_S;
        double up = 1 / 3.0;
        double share = phase < up ? phase / up : (1 - phase) / (1 - up);
        return HEATER_LOW + (HEATER_HIGH - HEATER_LOW) * share;
    }
}
