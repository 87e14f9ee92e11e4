package io.caretaker.sim.physics;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.sim.clock.LocalTime;
import io.caretaker.sim.estate.EstatePlan;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.fault.FaultKind;
import io.caretaker.sim.fault.InjectedFault;
import io.caretaker.sim.seed.Seeds;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import java.util.random.RandomGenerator;

/** What the fire devices of an estate see: saw-tooth of the jockey pump, steady tanks, the pump test of Tuesday 10:00. */
final class FireSignals {
    private static final double SAW_TOOTH_KPA = 20;
    private static final double TEST_DIP_KPA = 80;
    /** Seconds the main stays dipped, and the pump runs, in the weekly test. */
    private static final long TEST_DIP_S = 60;

    private static final long TEST_RUN_S = 180;

    private final EstatePlan plan;
    private final FaultBoard board;
    private final ZoneId zone;
    private final double phase;
    private final double cycleS;

    FireSignals(EstatePlan plan, long seed, FaultBoard board) {
        RandomGenerator random = Seeds.generator(seed, "fire/" + plan.estate().id());
        this.plan = plan;
        this.board = board;
        this.zone = plan.estate().zone();
        this.cycleS = 3600 / random.nextDouble(1, 4);
        this.phase = random.nextDouble(0, cycleS);
    }

    /** What open hydrants take from the mains, m3/h. */
    double hydrantFlow(long second) {
        double flow = 0;
        for (Asset hydrant : plan.assets(AssetType.HYDRANT)) {
            flow += board.effect(FaultKind.HYDRANT_OPEN, hydrant.id(), second);
        }
        return flow;
    }

    void add(Map<String, SignalSource> sources, LongToDoubleFunction mainsKpa) {
        List<Asset> mains = plan.assets(AssetType.FIRE_MAIN);
        List<Asset> valves = plan.assets(AssetType.FIRE_VALVE);
        for (int i = 0; i < mains.size(); i++) {
            Asset main = mains.get(i);
            int number = i + 1;
            List<Asset> own = valves.stream()
                    .filter(v -> v.attribute("main", 0) == number)
                    .toList();
            sources.put(main.id(), (t, out) -> {
                double kpa = mainKpa(main, own, t);
                out.analog("fire_pressure", kpa, 0.005 * kpa, 1);
            });
        }
        for (Asset tank : plan.assets(AssetType.FIRE_TANK)) {
            double full = 1.04 * tank.attribute("required_level_m", 2.5);
            sources.put(tank.id(), (t, out) -> {
                double level = full * (1 - board.effect(FaultKind.FIRE_TANK_LOW, tank.id(), t));
                out.analog("fire_tank_level", level, 0.004, 3);
            });
        }
        for (Asset pump : plan.assets(AssetType.FIRE_PUMP)) {
            sources.put(pump.id(), (t, out) -> {
                boolean off = board.find(FaultKind.FIRE_PUMP_UNAVAILABLE, pump.id(), t)
                        .isPresent();
                out.state("fire_pump_running", !off && test(t, TEST_RUN_S));
                out.state("pump_mode_auto", !off);
                out.state("pump_power_ok", true);
                out.counter("jockey_starts_total", Math.floor((t % 31_536_000L + phase) / cycleS), 0);
            });
        }
        for (Asset valve : valves) {
            sources.put(
                    valve.id(),
                    (t, out) -> out.state(
                            "valve_open",
                            board.find(FaultKind.FIRE_VALVE_CLOSED, valve.id(), t)
                                    .isEmpty()));
        }
        for (Asset hydrant : plan.assets(AssetType.HYDRANT)) {
            sources.put(hydrant.id(), (t, out) -> {
                boolean open =
                        board.find(FaultKind.HYDRANT_OPEN, hydrant.id(), t).isPresent();
                double kpa = mainsKpa.applyAsDouble(t) - (open ? 60 : 0);
                out.analog("hydrant_pressure", kpa, 0.01 * kpa, 0);
                out.state("hydrant_cap_open", open);
            });
        }
    }

    private double mainKpa(Asset main, List<Asset> valves, long second) {
        double tooth = SAW_TOOTH_KPA * (1 - 2 * ((second + phase) % cycleS / cycleS));
        double kpa = main.attribute("set_pressure_kpa", 400) + tooth;
        kpa -= board.effect(FaultKind.FIRE_MAIN_LOW_PRESSURE, main.id(), second);
        for (Asset valve : valves) {
            Optional<InjectedFault> closed = board.find(FaultKind.FIRE_VALVE_CLOSED, valve.id(), second);
            // Cut off from the jockey pump, the static pressure bleeds away.
            kpa -= closed.map(f -> Math.min(60, 10 * (second - f.start()) / 3600.0))
                    .orElse(0.0);
        }
        return Math.max(0, kpa - (test(second, TEST_DIP_S) ? TEST_DIP_KPA : 0));
    }

    private boolean test(long second, long lasts) {
        LocalTime time = LocalTime.at(second, zone);
        return time.dayOfWeek() == DayOfWeek.TUESDAY && time.hour() >= 10 && time.hour() < 10 + lasts / 3600.0;
    }
}
