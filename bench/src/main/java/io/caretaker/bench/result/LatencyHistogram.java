package io.caretaker.bench.result;

/**
 * Latencies in nanoseconds in 64 linear steps of each power of two: quantiles are at most 1.6 % too high. Record the time
 * since a message was due, not since it was sent, or a stall of the server hides the messages that it kept from being sent
 * (coordinated omission). For one thread.
 */
public final class LatencyHistogram {
    private static final int STEP_BITS = 6;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[(64 - STEP_BITS) * STEPS];
    private long total;

    /** A negative time counts as 0. */
    public void record(long nanos) {
        counts[index(Math.max(0, nanos))]++;
        total++;
    }

    public long total() {
        return total;
    }

    public void clear() {
        java.util.Arrays.fill(counts, 0);
        total = 0;
    }

    /** Smallest bound that at least the fraction does not exceed, 0 when nothing was recorded. */
    public long nanos(double fraction) {
        long wanted = (long) Math.ceil(fraction * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return upper(i);
            }
        }
        return 0;
    }

    public double millis(double fraction) {
        return nanos(fraction) / 1e6;
    }

    private static int index(long nanos) {
        int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(nanos | 1) - STEP_BITS);
        return shift * STEPS + (int) (nanos >>> shift);
    }

    private static long upper(int index) {
        if (index < 2 * STEPS) {
            return index;
        }
        int shift = index / STEPS - 1;
        return ((long) (index - shift * STEPS) + 1 << shift) - 1;
    }
}
