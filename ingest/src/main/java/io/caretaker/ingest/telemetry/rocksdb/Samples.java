package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Sample;
import java.util.Arrays;

/**
 * Samples of one series as columns, times strictly ascending. Immutable once built: the columns are never handed out.
 */
final class Samples {
    static final Samples EMPTY = new Samples(new long[0], new double[0], new byte[0], 0);
    private static final Quality[] QUALITIES = Quality.values();

    private final long[] times;
    private final double[] values;
    private final byte[] qualities;
    private final int size;

    private Samples(long[] times, double[] values, byte[] qualities, int size) {
        this.times = times;
        this.values = values;
        this.qualities = qualities;
        this.size = size;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long time(int i) {
        return times[i];
    }

    double value(int i) {
        return values[i];
    }

    /** Ordinal of the {@link Quality}. */
    byte quality(int i) {
        return qualities[i];
    }

    Sample sample(int i) {
        return new Sample(times[i], values[i], QUALITIES[qualities[i]]);
    }

    Quality qualityOf(int i) {
        return QUALITIES[qualities[i]];
    }

    long first() {
        return times[0];
    }

    long last() {
        return times[size - 1];
    }

    /** Index of the first sample at or after the time; the size when there is none. */
    int indexFrom(long timeMicros) {
        int found = Arrays.binarySearch(times, 0, size, timeMicros);
        return found >= 0 ? found : -found - 1;
    }

    /** Samples of the indices from (inclusive) to (exclusive). */
    Samples part(int from, int to) {
        if (from == 0 && to == size) {
            return this;
        }
        return from >= to
                ? EMPTY
                : new Samples(
                        Arrays.copyOfRange(times, from, to),
                        Arrays.copyOfRange(values, from, to),
                        Arrays.copyOfRange(qualities, from, to),
                        to - from);
    }

    /** Samples with from ≤ time < to. */
    Samples between(long fromMicros, long toMicros) {
        return part(indexFrom(fromMicros), indexFrom(toMicros));
    }

    /** Both in time order; where both have a time, the newer one's sample. */
    static Samples merge(Samples older, Samples newer) {
        if (older.isEmpty()) {
            return newer;
        }
        if (newer.isEmpty()) {
            return older;
        }
        Builder merged = new Builder(older.size + newer.size);
        int o = 0;
        for (int n = 0; n < newer.size; n++) {
            while (o < older.size && older.times[o] < newer.times[n]) {
                merged.add(older, o++);
            }
            if (o < older.size && older.times[o] == newer.times[n]) {
                o++;
            }
            merged.add(newer, n);
        }
        while (o < older.size) {
            merged.add(older, o++);
        }
        return merged.build();
    }

    /** Collects samples that come in strictly ascending order. */
    static final class Builder {
        private long[] times;
        private double[] values;
        private byte[] qualities;
        private int size;

        Builder(int capacity) {
            times = new long[capacity];
            values = new double[capacity];
            qualities = new byte[capacity];
        }

        void add(long time, double value, byte quality) {
            if (size == times.length) {
                int larger = Math.max(8, size + (size >> 1));
                times = Arrays.copyOf(times, larger);
                values = Arrays.copyOf(values, larger);
                qualities = Arrays.copyOf(qualities, larger);
            }
            times[size] = time;
            values[size] = value;
            qualities[size] = quality;
            size++;
        }

        private void add(Samples from, int i) {
            add(from.times[i], from.values[i], from.qualities[i]);
        }

        int size() {
            return size;
        }

        /** The builder must not be used afterwards. */
        Samples build() {
            return new Samples(times, values, qualities, size);
        }

        /** A copy of the samples so far; the builder can go on. */
        Samples snapshot(int from, int to) {
            return from == to
                    ? EMPTY
                    : new Samples(
                            Arrays.copyOfRange(times, from, to),
                            Arrays.copyOfRange(values, from, to),
                            Arrays.copyOfRange(qualities, from, to),
                            to - from);
        }

        long time(int i) {
            return times[i];
        }
    }
}
