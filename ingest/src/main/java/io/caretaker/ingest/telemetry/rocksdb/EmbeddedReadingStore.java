package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.ingest.telemetry.BucketGrid;
import io.caretaker.ingest.telemetry.ReadingStore;
import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.Reading;
import io.caretaker.model.reading.Sample;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/**
 * Telemetry in the embedded RocksDB. New samples stay in memory; when there are enough, each series' are merged into its
 * packed blocks ({@link Packing}). What a crash takes from memory is folded from the journal again, from
 * {@link #durableOffset} on.
 *
 * <p>Bounded: open samples by the settings, a scan by one block of each series, the rest by the number of series. The
 * reason of a quality is not kept: readings are answered with an empty one. Readers may call from any thread and see
 * every reading written before.
 */
public final class EmbeddedReadingStore implements ReadingStore {
    private final StoreDatabase database;
    /** Narrower buckets have more hours cut by their ends than whole ones. */
    private static final long ROLLED_UP_FROM = 2 * DayRollup.HOUR_MICROS;

    private final StoredBlocks blocks;
    private final Rollups rollups;
    private final SeriesTable table;
    private final Packing packing;
    private volatile long nextOffset;

    /** @param openSamples samples, or journal entries, after which memory is packed; 1 or more */
    public EmbeddedReadingStore(StoreDatabase database, int openSamples, MeterRegistry registry) {
        this.database = database;
        blocks = new StoredBlocks(database);
        table = SeriesTable.load(database);
        rollups = new Rollups(database, blocks);
        packing = new Packing(database, blocks, rollups, table, openSamples);
        nextOffset = packing.durableOffset();
        EmbeddedMeters.register(registry, packing, blocks, table);
    }

    /** {@link #durableOffset()} of a store that is not in use; empty when nothing was ever written. */
    public static OptionalLong durableOffset(StoreDatabase database) {
        return Packing.storedOffset(database);
    }

    @Override
    public synchronized void write(long nextOffset, List<Reading> readings) {
        // Before, not after: when packing fails, nothing of the batch is in memory yet and writing again is the same.
        packing.packWhenFull(this.nextOffset);
        for (Reading reading : readings) {
            if (Double.isFinite(reading.value())) {
                Series series = table.require(reading.device(), reading.metric());
                packing.added(series, series.add(reading.timeMicros(), reading.value(), reading.quality()));
            }
        }
        this.nextOffset = nextOffset;
    }

    /** Packs all that is in memory now. */
    public synchronized void pack() {
        packing.pack(nextOffset);
    }

    @Override
    public long nextOffset() {
        return nextOffset;
    }

    @Override
    public long durableOffset() {
        return packing.durableOffset();
    }

    /** Removes the days (UTC) that end at or before the time. The newest sample of a series stays known. */
    public void trim(long beforeMicros) {
        blocks.trim(beforeMicros);
        rollups.trim(BlockKey.day(beforeMicros));
    }

    /** As {@link #trim(long)}, for the series of one metric. Sums of its hours stay. */
    public void trim(String metric, long beforeMicros) {
        blocks.trim(
                table.all()
                        .filter(s -> s.metric().equals(metric))
                        .mapToInt(Series::id)
                        .toArray(),
                metric,
                beforeMicros);
    }

    /**
     * Removes the oldest days until the rest takes at most so many bytes, by RocksDB's estimate; the newest day always
     * stays, and so do sums of hours.
     *
     * @return start of the first day that is kept, {@link Long#MIN_VALUE} when nothing had to go
     */
    public long trimToSize(long bytes) {
        return blocks.trimToSize(bytes);
    }

    @Override
    public List<Sample> samples(String device, String metric, long fromMicros, long toMicros, int limit) {
        List<Sample> samples = new ArrayList<>();
        read(device, metric, fromMicros, toMicros, chunk -> {
            for (int i = 0; i < chunk.size() && samples.size() < limit; i++) {
                samples.add(chunk.sample(i));
            }
            return samples.size() < limit;
        });
        return samples;
    }

    @Override
    public List<Bucket> buckets(String device, String metric, long fromMicros, long toMicros, int buckets) {
        BucketGrid grid = BucketGrid.of(fromMicros, toMicros, buckets);
        BucketSums sums = new BucketSums(grid);
        if (grid.widthMicros() >= ROLLED_UP_FROM) {
            rolledUp(device, metric, grid, sums);
        } else {
            read(device, metric, fromMicros, toMicros, chunk -> {
                sums.add(chunk);
                return true;
            });
        }
        return sums.buckets();
    }

    private void rolledUp(String device, String metric, BucketGrid grid, BucketSums sums) {
        Series series = table.find(device, metric);
        if (series == null) {
            return;
        }
        database.use("reading sums of " + device + " " + metric, db -> {
            Samples open = series.open().between(grid.fromMicros(), grid.toMicros());
            Snapshot snapshot = db.getSnapshot();
            // Both as they were at one moment, or an hour packed in between would count twice or not at all.
            try (ReadOptions options = new ReadOptions().setSnapshot(snapshot);
                    RocksIterator hours = rollups.iterator(db, options);
                    RocksIterator stored = blocks.iterator(db, options)) {
                RollupQuery.Raw raw = (from, to) -> {
                    database.stopWhenClosing();
                    return sum(series, open.between(from, to), stored, from, to, sums);
                };
                new RollupQuery(grid, sums, series.id(), open, raw).run(hours);
                hours.status();
                stored.status();
            } finally {
                db.releaseSnapshot(snapshot);
            }
            return null;
        });
    }

    private long sum(Series series, Samples open, RocksIterator stored, long from, long to, BucketSums sums) {
        SeriesCursor cursor = cursor(series, open, stored, from, to);
        long count = 0;
        for (Samples chunk = cursor.next(); chunk != null; chunk = cursor.next()) {
            sums.add(chunk);
            count += chunk.size();
        }
        return count;
    }

    /** Takes a chunk and tells whether it wants more. */
    private interface Chunks {
        boolean take(Samples chunk);
    }

    private void read(String device, String metric, long fromMicros, long toMicros, Chunks into) {
        Series series = table.find(device, metric);
        if (series == null || fromMicros >= toMicros) {
            return;
        }
        database.use("reading telemetry of " + device + " " + metric, db -> {
            Samples open = series.open().between(fromMicros, toMicros);
            try (RocksIterator iterator = blocks.iterator(db)) {
                SeriesCursor cursor = cursor(series, open, iterator, fromMicros, toMicros);
                Samples chunk = cursor.next();
                while (chunk != null && into.take(chunk)) {
                    database.stopWhenClosing();
                    chunk = cursor.next();
                }
                iterator.status();
            }
            return null;
        });
    }

    @Override
    public Optional<Sample> latest(String device, String metric) {
        return Optional.ofNullable(table.find(device, metric)).map(Series::newest);
    }

    @Override
    public Map<String, Sample> latest(String device) {
        Map<String, Sample> newest = new LinkedHashMap<>();
        for (Series series : table.of(device)) {
            Sample sample = series.newest();
            if (sample != null) {
                newest.put(series.metric(), sample);
            }
        }
        return newest;
    }

    /**
     * {@inheritDoc} Of equal times, in the order of the devices given, then of the metrics' names. It sees the store as
     * it was at its beginning, and ends with {@link io.caretaker.ingest.rocksdb.StoreClosed} when the store closes.
     */
    @Override
    public void scan(List<String> devices, long fromMicros, long toMicros, Consumer<Reading> into) {
        if (fromMicros >= toMicros) {
            return;
        }
        List<Series> series =
                devices.stream().distinct().flatMap(d -> table.of(d).stream()).toList();
        database.use("scanning telemetry of " + devices.size() + " devices", db -> {
            List<Samples> open = series.stream()
                    .map(s -> s.open().between(fromMicros, toMicros))
                    .toList();
            try (RocksIterator iterator = blocks.iterator(db)) {
                SeriesCursor[] cursors = new SeriesCursor[series.size()];
                for (int i = 0; i < cursors.length; i++) {
                    cursors[i] = cursor(series.get(i), open.get(i), iterator, fromMicros, toMicros);
                }
                new MergedScan(series, cursors).run(database::stopWhenClosing, into);
                iterator.status();
            }
            return null;
        });
    }

    private SeriesCursor cursor(Series series, Samples open, RocksIterator iterator, long fromMicros, long toMicros) {
        return new SeriesCursor(new BlockCursor(iterator, blocks, series.id(), fromMicros, toMicros), open);
    }

    /** Packs what is in memory, so that the next start folds nothing again. The database stays open. */
    @Override
    public void close() {
        pack();
    }
}
