package io.caretaker.sim.estate;

import io.caretaker.model.estate.AssetType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Two pressure zones: an inlet, eight pressure points along the main, three roof tanks and six manholes each. */
final class WaterLayout {
    private WaterLayout() {}

    static List<String> add(PlanDraft draft, RandomGenerator random, int households) {
        List<String> zones = new ArrayList<>();
        for (int z = 1; z <= 2; z++) {
            String en = z == 1 ? "Low zone" : "High zone";
            String zh = z == 1 ? "低区" : "高区";
            String local = "pz" + z;
            String zone = draft.asset(
                    local, null, AssetType.PRESSURE_ZONE, en, zh, Map.of("households", (double) (households / 2)));
            zones.add(zone);
            String inlet = draft.asset(
                    local + "-inlet", zone, AssetType.ZONE_INLET, en + " inlet meter", zh + "进水总表", Map.of());
            draft.device(inlet, "zone-inlet", Duration.ofMinutes(1));
            double distance = 0;
            for (int p = 1; p <= 8; p++) {
                distance += random.nextInt(40, 121);
                String section = draft.asset(
                        local + "-p" + p,
                        zone,
                        AssetType.PIPE_SECTION,
                        en + " main, section " + p,
                        zh + "主管第" + p + "段",
                        Map.of("distance_m", distance, "rise_m", (double) random.nextInt(0, 7)));
                draft.device(section, "pipe-pressure", Duration.ofMinutes(5));
            }
            for (int t = 1; t <= 3; t++) {
                String tank = draft.asset(
                        local + "-tank" + t,
                        zone,
                        AssetType.ROOF_TANK,
                        en + " roof tank " + t,
                        zh + t + "号屋顶水箱",
                        Map.of("height_m", 2.5, "volume_m3", (double) random.nextInt(20, 41)));
                draft.device(tank, "tank-level", Duration.ofMinutes(5));
            }
            for (int m = 1; m <= 6; m++) {
                String manhole = draft.asset(
                        local + "-mh" + m,
                        zone,
                        AssetType.SEWER_MANHOLE,
                        en + " sewer manhole " + m,
                        zh + "污水井" + m + "号",
                        Map.of("depth_m", 2.0 + 0.1 * random.nextInt(0, 11), "position", (double) m));
                draft.device(manhole, "sewer-level", Duration.ofMinutes(15));
            }
        }
        return zones;
    }
}
