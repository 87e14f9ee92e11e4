package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.telemetry.BucketGrid;
import io.caretaker.model.reading.Bucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Least, greatest, sum and count of each bucket. For one query, one thread. */
final class BucketSums {
    private final BucketGrid grid;
    private final double[] least;
    private final double[] greatest;
    private final double[] sums;
    private final long[] counts;

    BucketSums(BucketGrid grid) {
        this.grid = grid;
        int size = grid.size();
        least = new double[size];
        greatest = new double[size];
        sums = new double[size];
        counts = new long[size];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    }

    void add(Samples samples) {
        for (int i = 0; i < samples.size(); i++) {
            int bucket = grid.index(samples.time(i));
            double value = samples.value(i);
            least[bucket] = Math.min(least[bucket], value);
            greatest[bucket] = Math.max(greatest[bucket], value);
            sums[bucket] += value;
            counts[bucket]++;
        }
    }

    /** Samples that were summed before. */
    void add(int bucket, double low, double high, double sum, long count) {
        least[bucket] = Math.min(least[bucket], low);
        greatest[bucket] = Math.max(greatest[bucket], high);
        sums[bucket] += sum;
        counts[bucket] += count;
    }

    List<Bucket> buckets() {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                buckets.add(new Bucket(grid.start(i), least[i], sums[i] / counts[i], greatest[i], counts[i]));
            }
        }
        return buckets;
    }
}
