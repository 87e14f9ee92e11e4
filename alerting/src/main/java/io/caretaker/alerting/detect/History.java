package io.caretaker.alerting.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The newest values of a series, a ring of fixed size. Index 0 is the newest. */
final class History {
    private final long[] times;
    private final float[] values;
    private int head;
    private int size;

    History(int capacity) {
        times = new long[capacity];
        values = new float[capacity];
    }

    void add(long time, double value) {
        head = size == 0 ? 0 : (head + 1) % times.length;
        times[head] = time;
        values[head] = (float) value;
        size = Math.min(size + 1, times.length);
    }

    int size() {
        return size;
    }

    int capacity() {
        return times.length;
    }

    void clear() {
        size = 0;
    }

    long time(int index) {
        return times[slot(index)];
    }

    double value(int index) {
        return values[slot(index)];
    }

    /** Without a division: several detectors ask for whole windows at every reading. */
    private int slot(int index) {
        int slot = head - index;
        return slot < 0 ? slot + times.length : slot;
    }

    /** Mean of the values with from ≤ time < to; NaN when there are fewer than {@code atLeast}. */
    double mean(long from, long to, int atLeast) {
        int first = olderThan(to, 0);
        int end = olderThan(from, first);
        int count = end - first;
        return count < atLeast || count == 0 ? Double.NaN : sum(first, end) / count;
    }

    /** The least index, not below {@code low}, whose time is before; the size when none is. Times only ever rise. */
    private int olderThan(long time, int low) {
        int from = low;
        int to = size;
        while (from < to) {
            int middle = from + to >>> 1;
            if (time(middle) < time) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** Newest first, in two runs as they lie in the ring: several detectors ask for whole windows at every reading. */
    private double sum(int first, int end) {
        double sum = 0;
        int wrap = Math.min(end, Math.max(first, head + 1));
        for (int slot = head - first, last = head - wrap; slot > last; slot--) {
            sum += values[slot];
        }
        for (int slot = head - wrap + values.length, last = head - end + values.length; slot > last; slot--) {
            sum += values[slot];
        }
        return sum;
    }

    /** Median of all values; NaN when there are none. */
    double median() {
        if (size == 0) {
            return Double.NaN;
        }
        float[] sorted = java.util.Arrays.copyOf(values, size);
        java.util.Arrays.sort(sorted);
        return size % 2 == 1 ? sorted[size / 2] : (sorted[size / 2 - 1] + sorted[size / 2]) / 2.0;
    }

    /** Slope of the least-squares line through the values since {@code from}, per hour; NaN with fewer than 4 values. */
    double slopePerHour(long from) {
        int count = 0;
        double sumT = 0;
        double sumV = 0;
        while (count < size && time(count) >= from) {
            sumT += hours(count);
            sumV += value(count);
            count++;
        }
        if (count < 4) {
            return Double.NaN;
        }
        double meanT = sumT / count;
        double meanV = sumV / count;
        double tt = 0;
        double tv = 0;
        for (int i = 0; i < count; i++) {
            double t = hours(i) - meanT;
            tt += t * t;
            tv += t * (value(i) - meanV);
        }
        return tt == 0 ? Double.NaN : tv / tt;
    }

    private double hours(int index) {
        return (time(index) - time(0)) / 3.6e9;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = size - 1; i >= 0; i--) {
            out.writeLong(time(i));
            out.writeFloat((float) value(i));
        }
    }

    void read(DataInput in) throws IOException {
        size = 0;
        head = 0;
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            add(in.readLong(), in.readFloat());
        }
    }
}
