package io.caretaker.dashboards.console;

import io.caretaker.ingest.library.DeviceLibrary;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three estates as a property firm would have them, one of them with 2,000 assets and one asset with a hostile name. */
final class World {
    static final Instant NOW = Instant.parse("2026-11-24T13:20:00Z");
    static final String HOSTILE = "<script>alert('x')</script>";
    static final int LARGE = 2000;

    private final List<Estate> estates = new ArrayList<>();
    private final List<Asset> assets = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<Profile> profiles = new ArrayList<>();

    static Topology topology() {
        World world = new World();
        world.profiles();
        world.estate("qixia", "Qixia Garden", "栖霞苑", 1268, 2, 3, 24, 6);
        world.estate("wangjiang", "Riverside Lane", "望江里", 842, 1, 2, 18, 4);
        world.large();
        world.levelSensors();
        return new Topology(world.estates, world.assets, world.devices, world.profiles);
    }

    /** Two LoRaWAN devices of a model that the library knows. */
    private void levelSensors() {
        profiles.add(DeviceLibrary.shipped()
                .model("milesight-em500-udl")
                .orElseThrow()
                .profile());
        for (int i = 7; i <= 8; i++) {
            String manhole = "wangjiang-z1-s" + (i - 6);
            devices.add(new Device("udl-" + i, "wangjiang", manhole, "milesight-em500-udl", Duration.ofMinutes(10)));
        }
    }

    private void profiles() {
        profile(
                "zone-inlet",
                "Zone inlet meter",
                "分区进水表",
                m("water_flow", "m3/h", -5, 120),
                m("water_pressure", "kPa", -50, 1600));
        profile("pipe-pressure", "Pressure logger", "压力记录仪", m("water_pressure", "kPa", -50, 1600));
        profile("tank-level", "Tank gauge", "液位计", m("tank_level", "m", 0, 4), m("water_flow", "m3/h", 0, 60));
        profile("sewer-level", "Manhole gauge", "井内液位计", m("sewer_level", "m", 0, 4));
        profile(
                "light-cabinet",
                "Cabinet controller",
                "控制箱终端",
                m("circuit_voltage", "V", 0, 300),
                m("circuit_current", "A", 0, 100),
                m("contactor_closed", "1", 0, 1),
                m("residual_current", "mA", 0, 1000),
                m("cabinet_door_open", "1", 0, 1));
        profile(
                "lamp-node",
                "Lamp node",
                "单灯控制器",
                m("lamp_power", "W", 0, 500),
                m("lamp_voltage", "V", 0, 300),
                m("lamp_dim", "%", 0, 100));
        profile(
                "corridor-lamp",
                "Corridor lamp",
                "楼道声控灯",
                m("corridor_lamp_on", "1", 0, 1),
                m("sound_trigger_total", "{count}", 0, 1e9));
        profile(
                "dispenser",
                "Water dispenser",
                "直饮水机",
                m("tds_in", "mg/L", 0, 1000),
                m("tds_out", "mg/L", 0, 500),
                m("turbidity_out", "{NTU}", 0, 20),
                m("water_temperature_hot", "Cel", 0, 105),
                m("uv_intensity", "uW/cm2", 0, 20000),
                m("filter_volume_total", "L", 0, 1e7),
                m("dispense_flow", "L/min", 0, 20),
                m("tank_level_pct", "%", 0, 100),
                m("leak_detected", "1", 0, 1));
        profile("fire-pressure", "Fire pressure", "消防压力计", m("fire_pressure", "kPa", 0, 2500));
        profile("fire-tank", "Fire tank gauge", "消防液位计", m("fire_tank_level", "m", 0, 6));
        profile(
                "fire-pump",
                "Pump controller",
                "消防泵控制柜",
                m("fire_pump_running", "1", 0, 1),
                m("pump_mode_auto", "1", 0, 1),
                m("pump_power_ok", "1", 0, 1),
                m("jockey_starts_total", "{count}", 0, 1e9));
        profile("fire-valve", "Valve contact", "阀门信号", m("valve_open", "1", 0, 1));
        profile(
                "hydrant",
                "Hydrant cap",
                "智能闷盖",
                m("hydrant_pressure", "kPa", 0, 1600),
                m("hydrant_cap_open", "1", 0, 1));
    }

    private void estate(
            String id, String en, String zh, int households, int zones, int cabinets, int lamps, int buildings) {
        estates.add(new Estate(id, new Text(en, zh), 30.26, 120.2, ZoneId.of("Asia/Shanghai"), households));
        for (int z = 1; z <= zones; z++) {
            String zone = asset(id, "z" + z, null, AssetType.PRESSURE_ZONE, "Zone " + z, z + " 号供水分区");
            device(asset(id, "z" + z + "-in", zone, AssetType.ZONE_INLET, "Inlet " + z, z + " 区进水表"), "zone-inlet", 1);
            for (int p = 1; p <= 8; p++) {
                device(
                        asset(
                                id,
                                "z" + z + "-p" + p,
                                zone,
                                AssetType.PIPE_SECTION,
                                "Pipe section " + z + "-" + p,
                                z + "-" + p + " 号管段",
                                Map.of("distance_m", p * 60.0)),
                        "pipe-pressure",
                        5);
            }
            for (int t = 1; t <= 2; t++) {
                device(
                        asset(
                                id,
                                "z" + z + "-t" + t,
                                zone,
                                AssetType.ROOF_TANK,
                                "Roof tank " + z + "-" + t,
                                z + "-" + t + " 号屋顶水箱",
                                Map.of("height_m", 2.4)),
                        "tank-level",
                        5);
            }
            for (int s = 1; s <= 3; s++) {
                device(
                        asset(
                                id,
                                "z" + z + "-s" + s,
                                zone,
                                AssetType.SEWER_MANHOLE,
                                "Manhole " + z + "-" + s,
                                z + "-" + s + " 号污水井",
                                Map.of("depth_m", 2.2)),
                        "sewer-level",
                        15);
            }
        }
        for (int c = 1; c <= cabinets; c++) {
            String cabinet = asset(id, "c" + c, null, AssetType.LIGHTING_CABINET, "Cabinet " + c, c + " 号路灯箱");
            device(cabinet, "light-cabinet", 5);
            for (int k = 1; k <= 2; k++) {
                String circuit = asset(
                        id,
                        "c" + c + "-k" + k,
                        cabinet,
                        AssetType.LIGHT_CIRCUIT,
                        "Circuit " + c + "-" + k,
                        c + "-" + k + " 回路");
                for (int l = 1; l <= lamps; l++) {
                    device(
                            asset(
                                    id,
                                    "c" + c + "-k" + k + "-l" + l,
                                    circuit,
                                    AssetType.LAMP,
                                    "Lamp " + c + "-" + k + "-" + l,
                                    c + "-" + k + "-" + l + " 号路灯",
                                    Map.of("rated_power_w", 60.0)),
                            "lamp-node",
                            15);
                }
            }
        }
        for (int b = 1; b <= buildings; b++) {
            String building = asset(id, "b" + b, null, AssetType.BUILDING, "Building " + b, b + " 号楼");
            for (int f = 1; f <= 12; f++) {
                device(
                        asset(
                                id,
                                "b" + b + "-f" + f,
                                building,
                                AssetType.CORRIDOR_LAMP,
                                "Corridor lamp " + b + "-" + f,
                                b + " 号楼 " + f + " 层楼道灯"),
                        "corridor-lamp",
                        60);
            }
            device(
                    asset(
                            id,
                            "b" + b + "-d",
                            building,
                            AssetType.DISPENSER,
                            "Dispenser " + b,
                            b + " 号楼直饮水机",
                            Map.of("filter_rated_l", 10000.0, "has_ro", 1.0)),
                    "dispenser",
                    5);
        }
        String fire = asset(id, "fire", null, AssetType.FIRE_SYSTEM, "Fire system", "消防系统");
        for (int m = 1; m <= 4; m++) {
            device(
                    asset(
                            id,
                            "fire-m" + m,
                            fire,
                            AssetType.FIRE_MAIN,
                            "Fire main " + m,
                            m + " 号消防管",
                            Map.of("set_pressure_kpa", 650.0, "design_min_kpa", 450.0)),
                    "fire-pressure",
                    5);
        }
        device(
                asset(id, "fire-tank", fire, AssetType.FIRE_TANK, "Fire tank", "消防水池", Map.of("required_level_m", 3.2)),
                "fire-tank",
                5);
        for (int p = 1; p <= 2; p++) {
            device(
                    asset(id, "fire-pump" + p, fire, AssetType.FIRE_PUMP, "Fire pump " + p, p + " 号消防泵"),
                    "fire-pump",
                    5);
        }
        for (int v = 1; v <= 6; v++) {
            device(asset(id, "fire-v" + v, fire, AssetType.FIRE_VALVE, "Valve " + v, v + " 号信号阀"), "fire-valve", 5);
            device(asset(id, "fire-h" + v, fire, AssetType.HYDRANT, "Hydrant " + v, v + " 号消火栓"), "hydrant", 15);
        }
        if (id.equals("wangjiang")) {
            device(asset(id, "evil", null, AssetType.MACHINE, HOSTILE, HOSTILE), "hydrant", 15);
        }
    }

    private void large() {
        estates.add(
                new Estate("meadow", new Text("Great Meadow", "大草坪新村"), 30.3, 120.1, ZoneId.of("Asia/Shanghai"), 5310));
        int made = 0;
        for (int c = 1; made < LARGE; c++) {
            String cabinet = asset("meadow", "c" + c, null, AssetType.LIGHTING_CABINET, "Cabinet " + c, c + " 号路灯箱");
            device(cabinet, "light-cabinet", 5);
            made++;
            for (int l = 1; l <= 79 && made < LARGE; l++) {
                device(
                        asset(
                                "meadow",
                                "c" + c + "-l" + l,
                                cabinet,
                                AssetType.LAMP,
                                "Lamp " + c + "-" + l,
                                c + "-" + l + " 号路灯",
                                Map.of("rated_power_w", 60.0)),
                        "lamp-node",
                        15);
                made++;
            }
        }
    }

    private void profile(String id, String en, String zh, MetricSpec... metrics) {
        profiles.add(new Profile(id, new Text(en, zh), List.of(metrics)));
    }

    private static MetricSpec m(String name, String unit, double min, double max) {
        return new MetricSpec(name, unit, min, max);
    }

    private String asset(String estate, String id, String parent, AssetType type, String en, String zh) {
        return asset(estate, id, parent, type, en, zh, Map.of());
    }

    private String asset(
            String estate,
            String id,
            String parent,
            AssetType type,
            String en,
            String zh,
            Map<String, Double> attributes) {
        String full = estate + "-" + id;
        assets.add(new Asset(full, estate, Optional.ofNullable(parent), type, new Text(en, zh), attributes));
        return full;
    }

    private void device(String asset, String profile, int minutes) {
        String estate = assets.get(assets.size() - 1).estate();
        devices.add(new Device(asset + ".dev", estate, asset, profile, Duration.ofMinutes(minutes)));
    }
}
