package io.caretaker.bench.store;

import io.caretaker.bench.result.LatencyHistogram;
import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.journal.rocksdb.StoreSettings;
import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.ingest.telemetry.rocksdb.EmbeddedReadingStore;
import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The embedded store alone, in this process: one series of a year, and many series for their newest values. */
final class MeasuredStore {
    static final long BEGIN = 1_735_689_600_000_000L;
    static final int YEAR_MINUTES = 365 * 1_440;
    private static final int BATCH = 10_000;

    private final Path directory;
    private final int series;

    MeasuredStore(Path directory, int series) {
        this.directory = directory;
        this.series = series;
    }

    record Figures(LatencyHistogram day, LatencyHistogram year, LatencyHistogram latest, boolean complete) {}

    Figures measure(int rounds) {
        try (RocksStores stores = RocksStores.open(directory, StoreSettings.defaults(), new SimpleMeterRegistry())) {
            EmbeddedReadingStore store = stores.readings();
            fill(store);
            store.pack();
            return measure(store, rounds);
        }
    }

    private void fill(EmbeddedReadingStore store) {
        Signal signal = new Signal(1);
        List<Reading> batch = new ArrayList<>();
        for (int minute = 0; minute < YEAR_MINUTES; minute++) {
            batch.add(Reading.good("year", "water_pressure", BEGIN + minute * Signal.MINUTE_MICROS, signal.at(minute)));
            write(store, batch, BATCH);
        }
        for (int i = 0; i < series; i++) {
            batch.add(Reading.good("d-" + i / 10, "m" + i % 10, BEGIN + i, i));
            write(store, batch, BATCH);
        }
        write(store, batch, 1);
    }

    private static void write(EmbeddedReadingStore store, List<Reading> batch, int most) {
        if (batch.size() >= most) {
            store.write(store.nextOffset() + batch.size(), batch);
            batch.clear();
        }
    }

    private Figures measure(EmbeddedReadingStore store, int rounds) {
        LatencyHistogram day = new LatencyHistogram();
        LatencyHistogram year = new LatencyHistogram();
        LatencyHistogram latest = new LatencyHistogram();
        boolean complete = true;
        for (int i = -rounds; i < rounds; i++) {
            long from = BEGIN + (long) (i + rounds) % 360 * 1_440 * Signal.MINUTE_MICROS + i * 1_000_003L;
            long to = from + 1_440 * Signal.MINUTE_MICROS;
            long count = timed(i, day, () -> store.buckets("year", "water_pressure", from, to, 300)).stream()
                    .mapToLong(Bucket::count)
                    .sum();
            complete &= i < 0 || count >= 1_438;
        }
        for (int i = -rounds / 10; i < rounds / 10; i++) {
            long from = BEGIN - i * 1_000_003L;
            long to = BEGIN + YEAR_MINUTES * Signal.MINUTE_MICROS;
            complete &=
                    timed(i, year, () -> store.buckets("year", "water_pressure", Math.min(from, BEGIN), to, 300))
                                    .stream()
                                    .mapToLong(Bucket::count)
                                    .sum()
                            == YEAR_MINUTES;
            complete &= timed(i, latest, () -> newest(store)) == series;
        }
        return new Figures(day, year, latest, complete);
    }

    private int newest(EmbeddedReadingStore store) {
        int found = 0;
        for (int device = 0; device < series / 10; device++) {
            found += store.latest("d-" + device).size();
        }
        return found;
    }

    private interface Work<T> {
        T done();
    }

    private static <T> T timed(int round, LatencyHistogram into, Work<T> work) {
        long began = System.nanoTime();
        T result = work.done();
        if (round >= 0) {
            into.record(System.nanoTime() - began);
        }
        return result;
    }

    /** Bytes on disk of blocks and sums, compacted, by readings in them. */
    double bytesPerReading() {
        try (StoreDatabase database = StoreDatabase.open(directory)) {
            long bytes = database.use("measuring", db -> {
                long sum = 0;
                for (Family family : List.of(Family.READINGS, Family.ROLLUPS)) {
                    db.compactRange(database.handle(family));
                    sum += db.getLongProperty(database.handle(family), "rocksdb.total-sst-files-size");
                }
                return sum;
            });
            return bytes / (double) YEAR_MINUTES;
        }
    }
}
