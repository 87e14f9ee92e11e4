package io.caretaker.dashboards.grafana;

import io.caretaker.model.estate.AssetType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names of the metrics that the shipped profiles report; in InfluxDB each is a measurement. Queries use these constants
 * only, so that a rename breaks the build and not a panel.
 */
public final class MetricNames {
    public static final String WATER_FLOW = "water_flow";
    public static final String WATER_PRESSURE = "water_pressure";
    public static final String TANK_LEVEL = "tank_level";
    public static final String SEWER_LEVEL = "sewer_level";

    public static final String CIRCUIT_VOLTAGE = "circuit_voltage";
    public static final String CIRCUIT_CURRENT = "circuit_current";
    public static final String CONTACTOR_CLOSED = "contactor_closed";
    public static final String RESIDUAL_CURRENT = "residual_current";
    public static final String CABINET_DOOR_OPEN = "cabinet_door_open";
    public static final String LAMP_POWER = "lamp_power";
    public static final String LAMP_VOLTAGE = "lamp_voltage";
    public static final String LAMP_DIM = "lamp_dim";
    public static final String CORRIDOR_LAMP_ON = "corridor_lamp_on";
    public static final String SOUND_TRIGGER_TOTAL = "sound_trigger_total";

    public static final String TDS_IN = "tds_in";
    public static final String TDS_OUT = "tds_out";
    public static final String TURBIDITY_OUT = "turbidity_out";
    public static final String WATER_TEMPERATURE_HOT = "water_temperature_hot";
    public static final String UV_INTENSITY = "uv_intensity";
    public static final String FILTER_VOLUME_TOTAL = "filter_volume_total";
    public static final String DISPENSE_FLOW = "dispense_flow";
    public static final String TANK_LEVEL_PCT = "tank_level_pct";
    public static final String LEAK_DETECTED = "leak_detected";

    public static final String FIRE_PRESSURE = "fire_pressure";
    public static final String FIRE_TANK_LEVEL = "fire_tank_level";
    public static final String FIRE_PUMP_RUNNING = "fire_pump_running";
    public static final String PUMP_MODE_AUTO = "pump_mode_auto";
    public static final String PUMP_POWER_OK = "pump_power_ok";
    public static final String JOCKEY_STARTS_TOTAL = "jockey_starts_total";
    public static final String VALVE_OPEN = "valve_open";
    public static final String HYDRANT_PRESSURE = "hydrant_pressure";
    public static final String HYDRANT_CAP_OPEN = "hydrant_cap_open";

    private static final Map<AssetType, List<String>> BY_TYPE = new TreeMap<>(Map.ofEntries(
            Map.entry(AssetType.ZONE_INLET, List.of(WATER_FLOW, WATER_PRESSURE)),
            Map.entry(AssetType.PIPE_SECTION, List.of(WATER_PRESSURE)),
            Map.entry(AssetType.ROOF_TANK, List.of(TANK_LEVEL, WATER_FLOW)),
            Map.entry(AssetType.SEWER_MANHOLE, List.of(SEWER_LEVEL)),
            Map.entry(
                    AssetType.LIGHTING_CABINET,
                    List.of(CIRCUIT_VOLTAGE, CIRCUIT_CURRENT, CONTACTOR_CLOSED, RESIDUAL_CURRENT, CABINET_DOOR_OPEN)),
            Map.entry(AssetType.LAMP, List.of(LAMP_POWER, LAMP_VOLTAGE, LAMP_DIM)),
            Map.entry(AssetType.CORRIDOR_LAMP, List.of(CORRIDOR_LAMP_ON, SOUND_TRIGGER_TOTAL)),
            Map.entry(
                    AssetType.DISPENSER,
                    List.of(
                            TDS_OUT,
                            TDS_IN,
                            TURBIDITY_OUT,
                            WATER_TEMPERATURE_HOT,
                            UV_INTENSITY,
                            FILTER_VOLUME_TOTAL,
                            DISPENSE_FLOW,
                            TANK_LEVEL_PCT,
                            LEAK_DETECTED)),
            Map.entry(AssetType.FIRE_MAIN, List.of(FIRE_PRESSURE)),
            Map.entry(AssetType.FIRE_TANK, List.of(FIRE_TANK_LEVEL)),
            Map.entry(
                    AssetType.FIRE_PUMP,
                    List.of(PUMP_MODE_AUTO, PUMP_POWER_OK, FIRE_PUMP_RUNNING, JOCKEY_STARTS_TOTAL)),
            Map.entry(AssetType.FIRE_VALVE, List.of(VALVE_OPEN)),
            Map.entry(AssetType.HYDRANT, List.of(HYDRANT_PRESSURE, HYDRANT_CAP_OPEN))));

    private MetricNames() {}

    /**
     * What each type of asset reports. The first metric of a type is its heartbeat: every message of such a device
     * carries it, so its samples tell whether the device is alive.
     */
    public static Map<AssetType, List<String>> byType() {
        return Collections.unmodifiableMap(BY_TYPE);
    }

    /** The metric whose samples show that a device of an asset of this type is alive. */
    public static String heartbeat(AssetType type) {
        return BY_TYPE.get(type).get(0);
    }
}
