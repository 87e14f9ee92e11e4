package io.caretaker.dashboards.grafana;

/**
 * Limits drawn in the panels: the start values of the shipped rules. A rule that was changed in the console moves the
 * alarm, not the line; the links of each panel lead to the asset's page, which shows the limits in force.
 */
final class Limits {
    /** Low pressure at the critical point of a zone, kPa; product default. Users need 50 kPa at the fitting. */
    static final double ZONE_PRESSURE_LOW = 100;
    /** Highest pressure at a household inlet, kPa (GB 50015, GB 50555). */
    static final double HOUSEHOLD_PRESSURE_HIGH = 350;
    /** Highest static pressure at the lowest fitting of a zone, kPa (GB 50015). */
    static final double STATIC_PRESSURE_HIGH = 450;
    /** Roof tank reserve and overflow lip, % of its height; product defaults. */
    static final double TANK_LOW = 25;

    static final double TANK_OVERFLOW = 98;
    /** Sewer level, % of the depth of the manhole: backing up, and close to overflow; product defaults. */
    static final double SEWER_HIGH = 60;

    static final double SEWER_NEAR_OVERFLOW = 85;

    /** Residual current of a lighting circuit, mA: warn, and a device against fire trips; common practice. */
    static final double RESIDUAL_WARN = 100;

    static final double RESIDUAL_TRIP = 300;
    /** A lamp is dark below, and burns above, this share of its rated power, %; product defaults. */
    static final double LAMP_DARK = 10;

    static final double LAMP_LIT = 30;
    /** Supply voltage, V: 220 V +7 % / -10 % (GB/T 12325). */
    static final double VOLTAGE_LOW = 198;

    static final double VOLTAGE_HIGH = 235.4;

    /** Dissolved solids of purified water, mg/L (CJ 94-1999); above 50 a membrane is suspect (vendor practice). */
    static final double TDS_UNSAFE = 500;

    static final double TDS_MEMBRANE = 50;
    /** Rejection of a reverse-osmosis membrane, %: failed below 80, sound above 90; product defaults. */
    static final double REJECTION_FAILED = 80;

    static final double REJECTION_SOUND = 90;
    /** Turbidity, NTU (CJ 94-1999, GB 5749). */
    static final double TURBIDITY_UNSAFE = 1;
    /** UV intensity, % of its value at commissioning; common vendor practice. */
    static final double UV_FAILED = 70;
    /** Filter use, % of the rated volume: order a new one, exhausted; product defaults. */
    static final double FILTER_WARN = 90;

    static final double FILTER_EXHAUSTED = 100;
    /** Hot water, °C: overheated above; product default. */
    static final double HOT_OVERHEAT = 102;
    /** Tank of a dispenser, %: empty below; product default. */
    static final double DISPENSER_TANK_LOW = 10;

    /** Static pressure at the worst hydrant of high-rise housing, kPa (GB 50974, 5.2.2). */
    static final double FIRE_DESIGN_MIN = 70;
    /** Fire tank, % of the required volume: low, and half lost; product defaults. */
    static final double FIRE_TANK_LOW = 90;

    static final double FIRE_TANK_HALF = 50;
    /** Starts of the stabilising pump in an hour (GB 50974, 5.3.4), and twice as many. */
    static final double JOCKEY_STARTS_HIGH = 15;

    static final double JOCKEY_STARTS_VERY_HIGH = 30;
    /** Street hydrant in normal operation, and least in a fire, kPa (GB 50974, 7.2.8). */
    static final double HYDRANT_NORMAL = 140;

    static final double HYDRANT_LEAST = 100;

    private Limits() {}
}
