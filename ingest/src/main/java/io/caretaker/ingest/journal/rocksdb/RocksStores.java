package io.caretaker.ingest.journal.rocksdb;

import io.caretaker.ingest.journal.SnapshotStore;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.ingest.telemetry.rocksdb.EmbeddedReadingStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;

/**
 * The embedded stores of one data directory, on one RocksDB. Close what follows the journal first, then this: it writes
 * what waits, and waits for reads that are running.
 */
public final class RocksStores implements AutoCloseable {
    private final StoreDatabase database;
    private final RocksJournal journal;
    private final SnapshotStore snapshots;

    private final EmbeddedReadingStore readings;

    private RocksStores(StoreDatabase database, EmbeddedReadingStore readings, RocksJournal journal) {
        this.database = database;
        this.readings = readings;
        this.journal = journal;
        this.snapshots = new RocksSnapshots(database);
    }

    /**
     * Opens or creates the stores. One process at a time can hold a directory.
     *
     * @throws io.caretaker.ingest.rocksdb.StoreFailure when the directory cannot be opened
     */
    public static RocksStores open(Path directory, StoreSettings settings, MeterRegistry registry) {
        StoreDatabase database = StoreDatabase.open(directory);
        try {
            ThreadFactory threads = work -> new Thread(work, "caretaker-journal");
            EmbeddedReadingStore readings = new EmbeddedReadingStore(database, settings.openSamples(), registry);
            return new RocksStores(
                    database, readings, new RocksJournal(database, settings, registry, threads, System::nanoTime));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public RocksJournal journal() {
        return journal;
    }

    public SnapshotStore snapshots() {
        return snapshots;
    }

    /** Follows the journal only when something writes to it: see {@link io.caretaker.ingest.telemetry.TelemetryFollower}. */
    public EmbeddedReadingStore readings() {
        return readings;
    }

    /** A consistent copy of all of them, into a directory that must not exist yet; see {@link StoreDatabase#checkpoint}. */
    public void checkpoint(Path into) {
        database.checkpoint(into);
    }

    @Override
    public void close() {
        try {
            journal.close();
            readings.close();
        } finally {
            database.close();
        }
    }
}
