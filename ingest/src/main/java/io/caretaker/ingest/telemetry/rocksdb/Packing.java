package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.Keys;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Moves open samples into packed blocks. Batches stay small, since the journal's synced writes queue behind them; the
 * offset goes into the last one. A crash in between leaves blocks that are ahead of the offset: folding again from it
 * writes the same samples, which changes nothing. Called by the writer only; the getters by anybody.
 */
final class Packing {
    private static final byte[] OFFSET_KEY = "telemetry.nextOffset".getBytes(StandardCharsets.US_ASCII);
    private static final long BATCH_BYTES = 256 * 1024;

    private final StoreDatabase database;
    private final StoredBlocks blocks;
    private final Rollups rollups;
    private final SeriesTable table;
    private final int most;
    private List<Series> filled = new ArrayList<>();
    private volatile int openSamples;
    private volatile long durableOffset;

    Packing(StoreDatabase database, StoredBlocks blocks, Rollups rollups, SeriesTable table, int most) {
        this.database = database;
        this.blocks = blocks;
        this.rollups = rollups;
        this.table = table;
        this.most = most;
        durableOffset = storedOffset(database).orElse(0);
    }

    static OptionalLong storedOffset(StoreDatabase database) {
        byte[] offset = database.get(Family.META, OFFSET_KEY);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(Keys.getLong(offset, 0));
    }

    int openSamples() {
        return openSamples;
    }

    long durableOffset() {
        return durableOffset;
    }

    /** @param first whether it is the first open sample of the series */
    void added(Series series, boolean first) {
        if (first) {
            filled.add(series);
        }
        openSamples++;
    }

    /** Entries without readings count as well: what is folded again after a crash is to be bounded too. */
    void packWhenFull(long nextOffset) {
        if (openSamples >= most || nextOffset - durableOffset >= most) {
            pack(nextOffset);
        }
    }

    void pack(long nextOffset) {
        if (openSamples == 0 && nextOffset == durableOffset) {
            return;
        }
        database.use("packing " + openSamples + " samples", db -> {
            pack(nextOffset, db);
            return null;
        });
        durableOffset = nextOffset;
    }

    private void pack(long nextOffset, RocksDB db) throws RocksDBException {
        try (WriteOptions unsynced = new WriteOptions();
                WriteBatch batch = new WriteBatch();
                RocksIterator iterator = blocks.iterator(db)) {
            for (Series series : filled) {
                Samples open = series.open();
                blocks.merge(series.id(), open, iterator, batch);
                rollups.merge(series.id(), open, db, iterator, batch);
                table.persist(series, database, batch);
                if (batch.getDataSize() >= BATCH_BYTES) {
                    db.write(unsynced, batch);
                    batch.clear();
                    // Else each seek backwards would step over every block written since: they lie just before the
                    // next series and are newer than what the iterator sees. Measured: 3 ms a series instead of µs.
                    iterator.refresh();
                }
            }
            batch.put(database.handle(Family.META), OFFSET_KEY, Keys.ofLong(nextOffset));
            db.write(unsynced, batch);
        }
        filled.forEach(Series::empty);
        filled = new ArrayList<>();
        openSamples = 0;
    }
}
