package io.caretaker.ingest.journal;

/**
 * Values of sensors are decimals of few digits: 312.5 is kept as 3125 at scale 1, exactly or not at all. Pure.
 */
public final class DecimalScale {
    /** Largest scale: four decimals. */
    public static final int MAX = 4;

    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000};
    /** Beyond it a double no longer tells neighbouring integers apart. */
    private static final double LARGEST = 1L << 53;

    private DecimalScale() {}

    /** The smallest scale at which the value is a whole number without loss; -1 when there is none up to {@link #MAX}. */
    public static int of(double value) {
        return atLeast(0, value);
    }

    /** As {@link #of}, but not below {@code scale}; the value is exact at the answer. */
    public static int atLeast(int scale, double value) {
        for (int s = scale; s <= MAX; s++) {
            if (isExact(value, s)) {
                return s;
            }
        }
        return -1;
    }

    public static boolean isExact(double value, int scale) {
        double scaled = value * POWERS[scale];
        // Bits are compared: -0.0 is not 0.0, and NaN fits nowhere.
        return Math.abs(scaled) <= LARGEST
                && Double.doubleToRawLongBits(toDouble(Math.round(scaled), scale)) == Double.doubleToRawLongBits(value);
    }

    public static long toLong(double value, int scale) {
        return Math.round(value * POWERS[scale]);
    }

    public static double toDouble(long scaled, int scale) {
        return scaled / POWERS[scale];
    }
}
