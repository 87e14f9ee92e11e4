package io.caretaker.alerting.rule;

/** The detectors; each has its parameters with unit and range in {@link ParameterSpec}. */
public enum DetectorKind {
    /** Value beyond a limit, with hysteresis and on/off delay. */
    THRESHOLD,
    /** Slope of a least-squares line over a window. */
    RATE_OF_CHANGE,
    /** No message for too long. */
    STALE,
    /** Constant beyond physics. */
    STUCK,
    /** Implausible values too often. */
    PLAUSIBILITY,
    /** A lamp that should burn, or should not, by civil twilight at its place. */
    LIGHT_EXPECTATION,
    /** Night flow above its learned baseline. */
    MINIMUM_NIGHT_FLOW,
    /** Rate of a cumulative counter, or its share of a rated total. */
    COUNTER,
    /** Step of flow with a fall of pressure in the same zone: a burst. */
    FLOW_PRESSURE_STEP,
    /** Deviation from a learned, robust baseline of the series itself; nothing fitted to a kind of device. */
    ADAPTIVE,
    /** A machine goes over from one way of running to another, whichever is usual. */
    CHANGE
}
