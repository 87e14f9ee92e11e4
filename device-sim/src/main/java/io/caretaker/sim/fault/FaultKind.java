package io.caretaker.sim.fault;

import io.caretaker.model.estate.AssetType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Faults that can be injected, with ramp, magnitude and natural duration of section 7.3 of the field guide. Ramps of days
 * are shortened to what an evening's run can show; the shape is kept. Travel and work are product defaults.
 */
public enum FaultKind {
    PIPE_BURST("pipe-burst", AssetType.PIPE_SECTION, 60, 180, 14, 28, "m3/h", 6, 15, 45),
    SUPPLY_LOW_PRESSURE("supply-low-pressure", AssetType.PRESSURE_ZONE, 600, 1800, 255, 285, "kPa", 8, 20, 60),
    PIPE_LEAK_HIDDEN("pipe-leak-hidden", AssetType.PIPE_SECTION, 2 * 86_400, 5 * 86_400, 1, 4, "m3/h", 240, 60, 180),
    ROOF_TANK_LOW("roof-tank-low", AssetType.ROOF_TANK, 3600, 7200, 0.08, 0.16, "1", 24, 25, 60),
    SEWER_BLOCKAGE("sewer-blockage", AssetType.SEWER_MANHOLE, 3600, 3 * 3600, 0.75, 0.98, "1", 24, 30, 60),
    LAMP_OUT("lamp-out", AssetType.LAMP, 0, 0, 0.8, 0.8, "W", 72, 60, 30),
    LAMP_DAY_BURNING("lamp-day-burning", AssetType.LAMP, 0, 0, 1, 1, "1", 72, 60, 30),
    LIGHT_CABINET_OUTAGE("light-cabinet-outage", AssetType.LIGHTING_CABINET, 0, 0, 1, 1, "1", 12, 20, 50),
    LIGHT_LEAKAGE_CURRENT("light-leakage-current", AssetType.LIGHTING_CABINET, 1800, 5400, 150, 450, "mA", 24, 15, 60),
    DISPENSER_FILTER_EXHAUSTED("dispenser-filter-exhausted", AssetType.DISPENSER, 600, 1800, 0.4, 0.4, "1", 72, 25, 20),
    DISPENSER_MEMBRANE_FAILURE(
            "dispenser-membrane-failure", AssetType.DISPENSER, 1200, 3600, 0.6, 0.6, "1", 72, 40, 45),
    DISPENSER_UV_FAILURE("dispenser-uv-failure", AssetType.DISPENSER, 60, 600, 0.3, 0.45, "1", 48, 30, 30),
    FIRE_MAIN_LOW_PRESSURE("fire-main-low-pressure", AssetType.FIRE_MAIN, 60, 300, 130, 180, "kPa", 24, 15, 45),
    FIRE_TANK_LOW("fire-tank-low", AssetType.FIRE_TANK, 1200, 3600, 0.2, 0.35, "1", 48, 20, 60),
    FIRE_PUMP_UNAVAILABLE("fire-pump-unavailable", AssetType.FIRE_PUMP, 0, 0, 1, 1, "1", 24, 15, 20),
    FIRE_VALVE_CLOSED("fire-valve-closed", AssetType.FIRE_VALVE, 0, 0, 1, 1, "1", 24, 15, 15),
    HYDRANT_OPEN("hydrant-open", AssetType.HYDRANT, 0, 0, 8, 16, "m3/h", 6, 15, 15),
    DEVICE_STALE("device-stale", AssetType.SEWER_MANHOLE, 0, 0, 1, 1, "1", 24, 60, 20),
    SENSOR_STUCK("sensor-stuck", AssetType.PIPE_SECTION, 0, 0, 1, 1, "1", 48, 60, 20);

    private final String id;
    private final AssetType assetType;
    private final long shortestRamp;
    private final long longestRamp;
    private final double least;
    private final double most;
    private final String unit;
    private final Duration duration;
    private final Duration travel;
    private final Duration work;

    FaultKind(
            String id,
            AssetType assetType,
            long shortestRamp,
            long longestRamp,
            double least,
            double most,
            String unit,
            int hours,
            int travelMinutes,
            int workMinutes) {
        this.id = id;
        this.assetType = assetType;
        this.shortestRamp = shortestRamp;
        this.longestRamp = longestRamp;
        this.least = least;
        this.most = most;
        this.unit = unit;
        this.duration = Duration.ofHours(hours);
        this.travel = Duration.ofMinutes(travelMinutes);
        this.work = Duration.ofMinutes(workMinutes);
    }

    public static Optional<FaultKind> of(String id) {
        return Stream.of(values()).filter(k -> k.id.equals(id)).findFirst();
    }

    /** Id of the fault catalogue. */
    public String id() {
        return id;
    }

    /** What it is injected on. */
    public AssetType assetType() {
        return assetType;
    }

    long ramp(double share) {
        return Math.round(shortestRamp + share * (longestRamp - shortestRamp));
    }

    double magnitude(double share) {
        return least + share * (most - least);
    }

    public String unit() {
        return unit;
    }

    /** How long it lasts when nobody repairs it. */
    public Duration duration() {
        return duration;
    }

    /** From accepting the work to being on site. */
    public Duration travel() {
        return travel;
    }

    /** From being on site to having repaired it. */
    public Duration work() {
        return work;
    }

    /** Whether the device reports at once because a contact changed or its power went. */
    public boolean reportsAtOnce() {
        return this == LIGHT_CABINET_OUTAGE
                || this == FIRE_PUMP_UNAVAILABLE
                || this == FIRE_VALVE_CLOSED
                || this == HYDRANT_OPEN
                || this == FIRE_MAIN_LOW_PRESSURE;
    }

    /** Share of the ramp after which the clean signal is beyond the catalogue's limit. */
    double detectableShare() {
        return switch (this) {
            case PIPE_BURST -> 0.35;
            case SUPPLY_LOW_PRESSURE -> 0.9;
            case ROOF_TANK_LOW -> 0.8;
            case PIPE_LEAK_HIDDEN -> 0.5;
            case SEWER_BLOCKAGE -> 0.75;
            case LIGHT_LEAKAGE_CURRENT -> 0.5;
            case DISPENSER_MEMBRANE_FAILURE, DISPENSER_UV_FAILURE, FIRE_TANK_LOW -> 0.55;
            case FIRE_MAIN_LOW_PRESSURE -> 0.4;
            default -> 1;
        };
    }

    /** Catalogue ids that the same cause may show as well, in the same scope; they belong to its incident. */
    public List<String> symptoms() {
        return switch (this) {
            case PIPE_BURST -> List.of("supply-low-pressure", "roof-tank-low", "dispenser-no-water");
            case SUPPLY_LOW_PRESSURE -> List.of("dispenser-no-water", "roof-tank-low");
            case LIGHT_CABINET_OUTAGE -> List.of("lamp-out", "device-stale", "light-circuit-outage");
            case FIRE_VALVE_CLOSED -> List.of("fire-main-low-pressure");
            case HYDRANT_OPEN -> List.of("pipe-burst");
            case DISPENSER_UV_FAILURE -> List.of("dispenser-water-unsafe");
            default -> List.of();
        };
    }

    /** Catalogue ids that look alike and would be a wrong diagnosis. */
    public List<String> mustNotRaise() {
        return switch (this) {
            case SUPPLY_LOW_PRESSURE, PIPE_LEAK_HIDDEN -> List.of("pipe-burst");
            case LAMP_OUT -> List.of("light-circuit-outage", "light-cabinet-outage");
            case FIRE_MAIN_LOW_PRESSURE, FIRE_VALVE_CLOSED -> List.of("fire-pump-unavailable");
            case DEVICE_STALE, SENSOR_STUCK -> List.of("pipe-burst", "sewer-blockage", "supply-low-pressure");
            default -> List.of();
        };
    }
}
