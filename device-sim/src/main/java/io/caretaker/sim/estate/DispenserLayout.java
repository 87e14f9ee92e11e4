package io.caretaker.sim.estate;

import io.caretaker.model.estate.AssetType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Eight drinking-water dispensers, fed by the pressure zones in turn; three of four have reverse osmosis. */
final class DispenserLayout {
    private DispenserLayout() {}

    static void add(PlanDraft draft, RandomGenerator random, List<String> zones) {
        for (int n = 1; n <= 8; n++) {
            String dispenser = draft.asset(
                    "dw" + n,
                    zones.get(n % zones.size()),
                    AssetType.DISPENSER,
                    "Drinking-water dispenser " + n,
                    n + "号直饮水机",
                    Map.of(
                            "filter_rated_l",
                            10_000.0,
                            "uv_commissioned",
                            8_000.0 + 100 * random.nextInt(0, 21),
                            "has_ro",
                            n % 4 == 0 ? 0.0 : 1.0));
            draft.device(dispenser, "dispenser", Duration.ofMinutes(5));
        }
    }
}
