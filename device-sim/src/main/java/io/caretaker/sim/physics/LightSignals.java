package io.caretaker.sim.physics;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.sim.clock.LocalTime;
import io.caretaker.sim.clock.Sun;
import io.caretaker.sim.estate.EstatePlan;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.seed.Draws;
import io.caretaker.sim.seed.Seeds;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What the devices of street and corridor lighting see. */
final class LightSignals {
    private LightSignals() {}

    static void add(EstatePlan plan, long seed, FaultBoard board, Sun sun, Map<String, SignalSource> sources) {
        ZoneId zone = plan.estate().zone();
        for (Asset cabinetAsset : plan.assets(AssetType.LIGHTING_CABINET)) {
            List<Asset> lamps = plan.children(cabinetAsset.id(), AssetType.LIGHT_CIRCUIT).stream()
                    .flatMap(c -> plan.children(c.id(), AssetType.LAMP).stream())
                    .toList();
            LightingCabinet cabinet = new LightingCabinet(cabinetAsset, lamps, sun, zone, seed, board);
            sources.put(cabinetAsset.id(), (t, out) -> {
                boolean powered = cabinet.powered(t);
                out.analog("circuit_voltage", cabinet.voltage(t), powered ? 1 : 0, 1);
                double current = cabinet.currentA(t);
                out.analog("circuit_current", current, 0.01 * current, 2);
                out.state("contactor_closed", powered && cabinet.switchedOn(t));
                out.analog("residual_current", cabinet.residualMa(t), powered ? 3 : 0, 0);
                out.state("cabinet_door_open", false);
            });
            for (Asset lamp : lamps) {
                sources.put(lamp.id(), (t, out) -> {
                    double watts = cabinet.lampWatts(lamp, t);
                    out.analog("lamp_power", watts, 0.01 * watts, 1);
                    out.analog("lamp_voltage", cabinet.voltage(t), cabinet.powered(t) ? 1 : 0, 1);
                    out.analog("lamp_dim", cabinet.powered(t) && cabinet.switchedOn(t) ? cabinet.dim(t) : 0, 0, 0);
                });
            }
        }
        for (Asset lamp : plan.assets(AssetType.CORRIDOR_LAMP)) {
            sources.put(lamp.id(), new CorridorLamp(lamp, seed, zone, sun)::sample);
        }
    }

    /** Sound triggers as a Poisson process with the hour weights of the field guide; 45 s of light each. */
    private static final class CorridorLamp {
        private static final double ON_SECONDS = 45;
        private static final double LOCKED_OUT_ABOVE_DEGREES = 3;

        private final RandomGenerator random;
        private final ZoneId zone;
        private final Sun sun;
        private final double triggersPerDay;
        private long last = Long.MIN_VALUE;
        private double total;

        CorridorLamp(Asset lamp, long seed, ZoneId zone, Sun sun) {
            this.sun = sun;
            this.random = Seeds.generator(seed, "corridor/" + lamp.id());
            this.zone = zone;
            this.triggersPerDay = lamp.attribute("floor", 2) <= 1 ? 40 : 12;
            this.total = random.nextInt(100, 5000);
        }

        void sample(long second, Sensors out) {
            double perSecond =
                    triggersPerDay / 86_400 * weight(LocalTime.at(second, zone).hour());
            if (last != Long.MIN_VALUE) {
                total += Draws.poisson(random, perSecond * (second - last));
            }
            last = second;
            boolean triggered = random.nextDouble() < perSecond * ON_SECONDS;
            out.state("corridor_lamp_on", triggered && sun.elevation(second) < LOCKED_OUT_ABOVE_DEGREES);
            out.counter("sound_trigger_total", total, 0);
        }

        /** Relative activity of the hour. Daylight locks the lamp out, the microphone still counts. */
        private static double weight(double hour) {
            if (hour < 5) {
                return 0.05;
            }
            if (hour < 7) {
                return 0.6;
            }
            if (hour < 9) {
                return 1.6;
            }
            if (hour < 17) {
                return 0.6;
            }
            return hour < 21 ? 2.2 : 1.0;
        }
    }
}
