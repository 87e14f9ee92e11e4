package io.caretaker.ingest.telemetry;

import io.caretaker.model.InvalidValue;

/**
 * A span cut into equal parts, the same for every store: the width is rounded up to whole microseconds, so the last
 * bucket may reach beyond the span and, for spans shorter than the number of buckets, fewer are needed.
 *
 * @param fromMicros start of the first bucket
 * @param toMicros end of the span, exclusive, after its start
 * @param widthMicros 1 or more
 */
public record BucketGrid(long fromMicros, long toMicros, long widthMicros) {
    private static final int MOST = 10_000;

    /** @throws InvalidValue when the number of buckets or the span is out of range */
    public static BucketGrid of(long fromMicros, long toMicros, int buckets) {
        if (buckets < 1 || buckets > MOST) {
            throw new InvalidValue("buckets", buckets, "1 to 10000");
        }
        if (toMicros <= fromMicros || toMicros - fromMicros < 0) {
            throw new InvalidValue("to", toMicros, "a time after from, " + fromMicros + ", by less than 292,000 years");
        }
        return new BucketGrid(fromMicros, toMicros, 1 + (toMicros - fromMicros - 1) / buckets);
    }

    public int index(long timeMicros) {
        return (int) ((timeMicros - fromMicros) / widthMicros);
    }

    public long start(int index) {
        return fromMicros + index * widthMicros;
    }

    /** Number of buckets that the span touches. */
    public int size() {
        return index(toMicros - 1) + 1;
    }
}
