package io.caretaker.bench.mqtt;

/**
 * Flow and pressure of one zone inlet, minute by minute: a day's curve with 5 % of noise, low at night, so that nothing is
 * wrong and every value differs. The same inlet gives the same values. For one thread.
 */
public final class DayCurve {
    private static final double[] FLOW_BY_HOUR = {
        3.0, 2.5, 2.2, 2.0, 2.2, 3.0, 8.0, 14.0, 12.0, 9.0, 8.0, 9.0, 10.0, 8.0, 7.0, 7.0, 9.0, 12.0, 16.0, 15.0, 13.0,
        10.0, 7.0, 4.0
    };

    private long random;

    public DayCurve(int inlet) {
        random = 0x9E3779B97F4A7C15L * (inlet + 1);
    }

    /** Flow in hundredths of m3/h. */
    public int flowHundredths(int minuteOfDay) {
        int hour = minuteOfDay / 60;
        double within = (minuteOfDay % 60) / 60.0;
        double flow = FLOW_BY_HOUR[hour] * (1 - within) + FLOW_BY_HOUR[(hour + 1) % 24] * within;
        return (int) (100 * flow * (1 + 0.05 * noise()));
    }

    /** Pressure in tenths of kPa, which falls with the flow. */
    public int pressureTenths(int flowHundredths) {
        return (int) (3_400 - flowHundredths / 10.0 + 20 * noise());
    }

    /** -1 to 1. */
    private double noise() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (random >> 40) / (double) (1L << 23);
    }
}
