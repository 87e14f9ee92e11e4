package io.caretaker.sim.estate;

import io.caretaker.model.estate.AssetType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Two cabinets with two circuits of twenty lamps each, and six corridor lamps in each building. */
final class LightingLayout {
    private static final double[] RATED_W = {30, 60, 60, 100};

    private LightingLayout() {}

    static void add(PlanDraft draft, RandomGenerator random, List<String> buildings) {
        for (int c = 1; c <= 2; c++) {
            String en = c == 1 ? "North lighting" : "South lighting";
            String zh = c == 1 ? "北区照明" : "南区照明";
            String local = "lc" + c;
            String cabinet = draft.asset(
                    local, null, AssetType.LIGHTING_CABINET, en + " cabinet", zh + "配电箱", Map.of("circuits", 2.0));
            draft.device(cabinet, "light-cabinet", Duration.ofMinutes(5));
            for (int k = 1; k <= 2; k++) {
                String circuit = draft.asset(
                        local + "-k" + k,
                        cabinet,
                        AssetType.LIGHT_CIRCUIT,
                        en + " circuit " + k,
                        zh + k + "回路",
                        Map.of());
                double rated = RATED_W[random.nextInt(RATED_W.length)];
                for (int n = 1; n <= 20; n++) {
                    String lamp = draft.asset(
                            String.format(Locale.ROOT, "%s-k%d-l%02d", local, k, n),
                            circuit,
                            AssetType.LAMP,
                            en + " circuit " + k + " lamp " + n,
                            zh + k + "回路" + n + "号路灯",
                            Map.of("rated_power_w", rated, "position", (double) n));
                    draft.device(lamp, "lamp-node", Duration.ofMinutes(15));
                }
            }
        }
        for (int b = 0; b < buildings.size(); b++) {
            for (int floor = 1; floor <= 6; floor++) {
                String lamp = draft.asset(
                        "b" + (b + 1) + "-f" + floor,
                        buildings.get(b),
                        AssetType.CORRIDOR_LAMP,
                        "Building " + (b + 1) + " corridor lamp, floor " + floor,
                        (b + 1) + "号楼" + floor + "层楼道灯",
                        Map.of("floor", (double) floor));
                draft.device(lamp, "corridor-lamp", Duration.ofHours(1));
            }
        }
    }
}
