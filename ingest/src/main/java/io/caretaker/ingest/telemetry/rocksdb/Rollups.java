package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * Hourly sums of the days that take more than one block; a day that fits one block is read as fast as its sums would be.
 * They go into the batch of the blocks, so that a crash leaves both or neither, and folding samples again changes nothing.
 */
final class Rollups {
    private final StoreDatabase database;
    private final StoredBlocks blocks;

    Rollups(StoreDatabase database, StoredBlocks blocks) {
        this.database = database;
        this.blocks = blocks;
    }

    /**
     * Adds the sums of the days of the samples to the batch.
     *
     * @param stored an iterator over the blocks as they were before this batch
     */
    void merge(int series, Samples added, RocksDB db, RocksIterator stored, WriteBatch batch) throws RocksDBException {
        int from = 0;
        while (from < added.size()) {
            int day = BlockKey.day(added.time(from));
            int to = added.indexFrom((day + 1L) * BlockKey.DAY_MICROS);
            mergeDay(day, series, added.part(from, to), db, stored, batch);
            from = to;
        }
    }

    private void mergeDay(int day, int series, Samples added, RocksDB db, RocksIterator stored, WriteBatch batch)
            throws RocksDBException {
        byte[] key = RollupKey.of(series, day);
        byte[] before = db.get(database.handle(Family.ROLLUPS), key);
        Optional<DayRollup> rollup = before == null ? Optional.empty() : DayRollup.decode(before);
        if (rollup.isPresent() && added.first() > rollup.get().last()) {
            batch.put(
                    database.handle(Family.ROLLUPS),
                    key,
                    rollup.get().add(added).encode());
            return;
        }
        // Late, repeated or the first time that the day is large: only all of its samples tell.
        Samples all = Samples.merge(blocks.ofDay(day, series, stored), added);
        if (before != null || all.size() > BlockCodec.MOST) {
            batch.put(
                    database.handle(Family.ROLLUPS),
                    key,
                    new DayRollup().add(all).encode());
        }
    }

    /** Only inside {@link StoreDatabase#use}; the caller closes it. */
    RocksIterator iterator(RocksDB db, ReadOptions options) {
        return db.newIterator(database.handle(Family.ROLLUPS), options);
    }

    /** Removes the periods that end before the day. */
    void trim(int day) {
        byte[] beginning = RollupKey.of(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE);
        byte[] end = RollupKey.of(RollupKey.period(day), Integer.MIN_VALUE, Integer.MIN_VALUE);
        database.use("removing old sums of telemetry", db -> {
            db.deleteRange(database.handle(Family.ROLLUPS), beginning, end);
            db.deleteFilesInRanges(database.handle(Family.ROLLUPS), List.of(beginning, end), false);
            return null;
        });
    }
}
