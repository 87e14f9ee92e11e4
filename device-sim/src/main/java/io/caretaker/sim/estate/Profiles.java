package io.caretaker.sim.estate;

import io.caretaker.model.Text;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import java.util.List;

/** Data sheets of the simulated device models; units and plausible ranges follow the metric tables of the field guide. */
public final class Profiles {
    private static final List<Profile> ALL = List.of(
            profile(
                    "zone-inlet",
                    "Zone inlet meter",
                    "区域进水总表",
                    new MetricSpec("water_flow", "m3/h", -30, 150),
                    new MetricSpec("water_pressure", "kPa", -50, 1600)),
            profile(
                    "pipe-pressure",
                    "Pipe pressure logger",
                    "管网压力计",
                    new MetricSpec("water_pressure", "kPa", -50, 1600)),
            profile(
                    "tank-level",
                    "Roof tank gauge",
                    "水箱液位计",
                    new MetricSpec("tank_level", "m", -0.05, 2.8),
                    new MetricSpec("water_flow", "m3/h", -3, 20)),
            profile("sewer-level", "Sewer level sensor", "污水井液位计", new MetricSpec("sewer_level", "m", 0, 5)),
            profile(
                    "light-cabinet",
                    "Lighting cabinet controller",
                    "路灯集中控制器",
                    new MetricSpec("circuit_voltage", "V", 0, 300),
                    new MetricSpec("circuit_current", "A", 0, 100),
                    state("contactor_closed"),
                    new MetricSpec("residual_current", "mA", 0, 1000),
                    state("cabinet_door_open")),
            profile(
                    "lamp-node",
                    "Lamp node",
                    "单灯控制器",
                    new MetricSpec("lamp_power", "W", 0, 500),
                    new MetricSpec("lamp_voltage", "V", 0, 300),
                    new MetricSpec("lamp_dim", "%", 0, 100)),
            profile(
                    "corridor-lamp",
                    "Sound-activated corridor lamp",
                    "声控楼道灯",
                    state("corridor_lamp_on"),
                    new MetricSpec("sound_trigger_total", "{count}", 0, 1e9)),
            profile(
                    "dispenser",
                    "Drinking-water dispenser",
                    "直饮水机",
                    new MetricSpec("tds_in", "mg/L", 0, 2000),
                    new MetricSpec("tds_out", "mg/L", 0, 2000),
                    new MetricSpec("turbidity_out", "{NTU}", 0, 100),
                    new MetricSpec("water_temperature_hot", "Cel", 0, 105),
                    new MetricSpec("uv_intensity", "uW/cm2", 0, 20_000),
                    new MetricSpec("filter_volume_total", "L", 0, 1e9),
                    new MetricSpec("dispense_flow", "L/min", 0, 20),
                    new MetricSpec("tank_level_pct", "%", 0, 100),
                    state("leak_detected")),
            profile(
                    "fire-pressure",
                    "Fire main pressure gauge",
                    "消防水压计",
                    new MetricSpec("fire_pressure", "kPa", 0, 2500)),
            profile("fire-tank", "Fire tank gauge", "消防水箱液位计", new MetricSpec("fire_tank_level", "m", 0, 6)),
            profile(
                    "fire-pump",
                    "Fire pump controller",
                    "消防泵控制柜",
                    state("fire_pump_running"),
                    state("pump_mode_auto"),
                    state("pump_power_ok"),
                    new MetricSpec("jockey_starts_total", "{count}", 0, 1e9)),
            profile("fire-valve", "Signal valve", "信号阀", state("valve_open")),
            profile(
                    "hydrant",
                    "Hydrant monitor",
                    "智能消火栓",
                    new MetricSpec("hydrant_pressure", "kPa", 0, 1600),
                    state("hydrant_cap_open")));

    private Profiles() {}

    public static List<Profile> all() {
        return ALL;
    }

    /** The profile of a simulated device. */
    public static Profile of(String id) {
        return ALL.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    }

    private static MetricSpec state(String name) {
        return new MetricSpec(name, "1", 0, 1);
    }

    private static Profile profile(String id, String en, String zh, MetricSpec... metrics) {
        return new Profile(id, new Text(en, zh), List.of(metrics));
    }
}
