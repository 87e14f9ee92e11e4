package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.journal.DecimalScale;
import java.util.Arrays;
import java.util.Optional;

/**
 * Least, greatest, sum and count of the samples of each hour of a day, for one series. For one thread.
 *
 * <pre>
 * rollup := version:8(1) scale:3 last:64 hour{24}
 * hour   := 0 | 1 count:32 least greatest sum
 * value  := scale 0-4: the decimal ·10^scale as signed, least as its difference to that of the hour before, greatest
 *           and sum/count as differences to least | scale 7: 64 bits
 * signed := as {@link BitWriter#signed}
 * </pre>
 *
 * Sums of decimals are exact: they are rounded back to the scale of the samples.
 */
final class DayRollup {
    static final int HOURS = 24;
    static final long HOUR_MICROS = 3_600_000_000L;

    private static final int VERSION = 1;
    private static final int UNSCALED = 7;

    private final int[] counts = new int[HOURS];
    private final double[] least = new double[HOURS];
    private final double[] greatest = new double[HOURS];
    private final double[] sums = new double[HOURS];
    private int scale;
    private long last = Long.MIN_VALUE;

    DayRollup() {
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    }

    /** Time of the newest sample in it: only later ones may be added without looking at the others. */
    long last() {
        return last;
    }

    int count(int hour) {
        return counts[hour];
    }

    double least(int hour) {
        return least[hour];
    }

    double greatest(int hour) {
        return greatest[hour];
    }

    double sum(int hour) {
        return sums[hour];
    }

    /** @param samples of the day, all later than {@link #last()} */
    DayRollup add(Samples samples) {
        for (int i = 0; i < samples.size(); i++) {
            int hour = (int) (Math.floorMod(samples.time(i), BlockKey.DAY_MICROS) / HOUR_MICROS);
            add(hour, samples.value(i));
        }
        last = samples.last();
        return this;
    }

    private void add(int hour, double value) {
        if (scale != UNSCALED) {
            int needed = DecimalScale.atLeast(scale, value);
            scale = needed < 0 ? UNSCALED : needed;
        }
        counts[hour]++;
        least[hour] = Math.min(least[hour], value);
        greatest[hour] = Math.max(greatest[hour], value);
        sums[hour] += value;
    }

    byte[] encode() {
        boolean scaled = scale != UNSCALED && fits();
        BitWriter out = new BitWriter();
        out.bits(VERSION, 8);
        out.bits(scaled ? scale : UNSCALED, 3);
        out.bits(last, 64);
        long before = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            out.bits(counts[hour] > 0 ? 1 : 0, 1);
            if (counts[hour] == 0) {
                continue;
            }
            out.bits(counts[hour], 32);
            if (scaled) {
                long low = DecimalScale.toLong(least[hour], scale);
                out.signed(low - before);
                out.signed(DecimalScale.toLong(greatest[hour], scale) - low);
                out.signed(DecimalScale.toLong(sums[hour], scale) - low * counts[hour]);
                before = low;
            } else {
                out.bits(Double.doubleToRawLongBits(least[hour]), 64);
                out.bits(Double.doubleToRawLongBits(greatest[hour]), 64);
                out.bits(Double.doubleToRawLongBits(sums[hour]), 64);
            }
        }
        return out.toBytes();
    }

    /** Whether every value is a whole number at the scale: a value exact at its own scale need not be at a larger one. */
    private boolean fits() {
        for (int hour = 0; hour < HOURS; hour++) {
            if (counts[hour] > 0
                    && (!DecimalScale.isExact(least[hour], scale)
                            || !DecimalScale.isExact(greatest[hour], scale)
                            || !(Math.abs(sums[hour]) < 1e11))) {
                return false;
            }
        }
        return true;
    }

    /** Empty for bytes that are no rollup: the samples themselves are then asked. */
    static Optional<DayRollup> decode(byte[] bytes) {
        BitReader in = new BitReader(bytes);
        if (in.bits(8) != VERSION) {
            return Optional.empty();
        }
        DayRollup rollup = new DayRollup();
        rollup.scale = (int) in.bits(3);
        if (rollup.scale > DecimalScale.MAX && rollup.scale != UNSCALED) {
            return Optional.empty();
        }
        rollup.last = in.bits(64);
        long before = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            if (in.bits(1) == 1) {
                rollup.counts[hour] = (int) in.bits(32);
                if (rollup.scale == UNSCALED) {
                    rollup.least[hour] = Double.longBitsToDouble(in.bits(64));
                    rollup.greatest[hour] = Double.longBitsToDouble(in.bits(64));
                    rollup.sums[hour] = Double.longBitsToDouble(in.bits(64));
                } else {
                    before = rollup.readScaled(in, hour, before);
                }
            }
        }
        return in.overrun() ? Optional.empty() : Optional.of(rollup);
    }

    private long readScaled(BitReader in, int hour, long before) {
        long low = before + in.signed();
        least[hour] = DecimalScale.toDouble(low, scale);
        greatest[hour] = DecimalScale.toDouble(low + in.signed(), scale);
        sums[hour] = DecimalScale.toDouble(in.signed() + low * counts[hour], scale);
        return low;
    }
}
