package io.caretaker.sim.estate;

import io.caretaker.model.estate.AssetType;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One fire system: six mains, two tanks, two pumps, eight sectional valves and eight hydrants. */
final class FireLayout {
    private FireLayout() {}

    static void add(PlanDraft draft, RandomGenerator random) {
        String system = draft.asset("fs", null, AssetType.FIRE_SYSTEM, "Fire system", "消防系统", Map.of());
        double set = 350 + 10.0 * random.nextInt(0, 11);
        for (int n = 1; n <= 6; n++) {
            String main = draft.asset(
                    "fs-main" + n,
                    system,
                    AssetType.FIRE_MAIN,
                    "Fire main " + n,
                    n + "号消防主管",
                    Map.of("set_pressure_kpa", set, "design_min_kpa", Math.rint(0.8 * set)));
            draft.device(main, "fire-pressure", Duration.ofMinutes(5));
        }
        for (int n = 1; n <= 2; n++) {
            String tank = draft.asset(
                    "fs-tank" + n,
                    system,
                    AssetType.FIRE_TANK,
                    "Fire tank " + n,
                    n + "号消防水箱",
                    Map.of("required_level_m", 2.5));
            draft.device(tank, "fire-tank", Duration.ofMinutes(5));
            String pump =
                    draft.asset("fs-pump" + n, system, AssetType.FIRE_PUMP, "Fire pump " + n, n + "号消防泵", Map.of());
            draft.device(pump, "fire-pump", Duration.ofMinutes(5));
        }
        for (int n = 1; n <= 8; n++) {
            String valve = draft.asset(
                    "fs-valve" + n,
                    system,
                    AssetType.FIRE_VALVE,
                    "Sectional valve " + n,
                    n + "号信号阀",
                    Map.of("main", (double) ((n - 1) % 6 + 1)));
            draft.device(valve, "fire-valve", Duration.ofMinutes(15));
            String hydrant =
                    draft.asset("fs-hyd" + n, system, AssetType.HYDRANT, "Hydrant " + n, n + "号室外消火栓", Map.of());
            draft.device(hydrant, "hydrant", Duration.ofMinutes(15));
        }
    }
}
