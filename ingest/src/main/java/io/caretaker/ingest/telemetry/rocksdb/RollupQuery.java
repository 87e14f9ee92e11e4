package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.telemetry.BucketGrid;
import java.util.Optional;
import org.rocksdb.RocksIterator;

/**
 * Buckets of a long span: whole hours come from their sums, and the samples themselves are read only where a bucket ends
 * inside an hour, where samples are not packed yet, and where a day has no sums. The answer is that of the samples. For
 * one query, one thread.
 */
final class RollupQuery {
    /** Reads the samples with from ≤ time < to into the sums and tells how many there were. */
    interface Raw {
        long read(long fromMicros, long toMicros);
    }

    private final BucketGrid grid;
    private final BucketSums sums;
    private final int series;
    private final Samples open;
    private final Raw raw;
    /** Everything before it is summed. */
    private long summedTo;

    /** @param open samples in memory, copied before the iterator was made */
    RollupQuery(BucketGrid grid, BucketSums sums, int series, Samples open, Raw raw) {
        this.grid = grid;
        this.sums = sums;
        this.series = series;
        this.open = open;
        this.raw = raw;
        this.summedTo = grid.fromMicros();
    }

    void run(RocksIterator rollups) {
        int lastDay = BlockKey.day(grid.toMicros() - 1);
        int day = BlockKey.day(grid.fromMicros());
        rollups.seek(RollupKey.of(series, day));
        while (rollups.isValid()) {
            byte[] key = rollups.key();
            if (RollupKey.series(key) == series) {
                if (RollupKey.day(key) > lastDay) {
                    break;
                }
                Optional<DayRollup> rollup = DayRollup.decode(rollups.value());
                if (rollup.isPresent()) {
                    day(RollupKey.day(key), rollup.get());
                }
                rollups.next();
            } else {
                // Behind the series in this period, or before it in one: on to where it stands next.
                int period = RollupKey.series(key) > series ? RollupKey.period(key) + 1 : RollupKey.period(key);
                if (period > RollupKey.period(lastDay)) {
                    break;
                }
                rollups.seek(RollupKey.of(period, series, Integer.MIN_VALUE));
            }
        }
        readUpTo(grid.toMicros());
    }

    private void day(int day, DayRollup rollup) {
        for (int hour = 0; hour < DayRollup.HOURS; hour++) {
            long start = day * BlockKey.DAY_MICROS + hour * DayRollup.HOUR_MICROS;
            long end = start + DayRollup.HOUR_MICROS;
            boolean whole = start >= grid.fromMicros() && end <= grid.toMicros();
            if (!whole || isOpen(start, end)) {
                continue;
            }
            readUpTo(start);
            summedTo = end;
            if (rollup.count(hour) > 0) {
                hour(start, end, rollup, hour);
            }
        }
    }

    private void hour(long start, long end, DayRollup rollup, int hour) {
        boolean inOneBucket = grid.index(start) == grid.index(end - 1);
        // Of a metric with a shorter retention only the sums are left: the hour then counts where it begins.
        if (inOneBucket || raw.read(start, end) == 0) {
            sums.add(
                    grid.index(start), rollup.least(hour), rollup.greatest(hour), rollup.sum(hour), rollup.count(hour));
        }
    }

    private boolean isOpen(long start, long end) {
        return !open.isEmpty() && open.indexFrom(start) < open.indexFrom(end);
    }

    private void readUpTo(long time) {
        if (summedTo < time) {
            raw.read(summedTo, time);
            summedTo = time;
        }
    }
}
