package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * Packed blocks in the family {@code readings}. A block owns the times from its first sample to the next block's of that
 * day; what is added is merged into the block that owns it, and a block that grows beyond {@link BlockCodec#MOST} is
 * split. Writing samples again changes nothing.
 */
final class StoredBlocks {
    private static final Logger LOG = Logger.getLogger(StoredBlocks.class);

    private final StoreDatabase database;
    private final LongAdder corrupt = new LongAdder();
    private final OldDays removal;

    StoredBlocks(StoreDatabase database) {
        this.database = database;
        this.removal = new OldDays(database);
    }

    /** Only inside {@link StoreDatabase#use}; the caller closes it. */
    RocksIterator iterator(RocksDB db) {
        return db.newIterator(database.handle(Family.READINGS));
    }

    RocksIterator iterator(RocksDB db, ReadOptions options) {
        return db.newIterator(database.handle(Family.READINGS), options);
    }

    /** Blocks that could not be decoded, each counted when met. */
    long corruptBlocks() {
        return corrupt.sum();
    }

    /**
     * Adds samples of one series to the batch.
     *
     * @param blocks an iterator made after the last batch was written
     */
    void merge(int series, Samples added, RocksIterator blocks, WriteBatch batch) throws RocksDBException {
        int from = 0;
        while (from < added.size()) {
            int day = BlockKey.day(added.time(from));
            Owner owner = owner(day, series, added.time(from), blocks);
            int to = from + 1;
            while (to < added.size() && added.time(to) < owner.end() && BlockKey.day(added.time(to)) == day) {
                to++;
            }
            put(day, series, owner.samples(), added.part(from, to), batch);
            from = to;
        }
    }

    /** The block that owns a time, empty when the time lies before the first, and where the next block begins. */
    private record Owner(Samples samples, long end) {}

    private Owner owner(int day, int series, long time, RocksIterator blocks) throws RocksDBException {
        byte[] key = BlockKey.of(day, series, time);
        Samples samples = Samples.EMPTY;
        blocks.seekForPrev(key);
        if (isOf(day, series, blocks)) {
            samples = decode(blocks.key(), blocks.value());
            blocks.next();
        } else {
            blocks.seek(key);
        }
        long end = isOf(day, series, blocks) ? BlockKey.first(blocks.key()) : Long.MAX_VALUE;
        blocks.status();
        return new Owner(samples, end);
    }

    /** All stored samples of one day, in time order. */
    Samples ofDay(int day, int series, RocksIterator blocks) throws RocksDBException {
        Samples all = Samples.EMPTY;
        for (blocks.seek(BlockKey.of(day, series, Long.MIN_VALUE)); isOf(day, series, blocks); blocks.next()) {
            all = Samples.merge(all, decode(blocks.key(), blocks.value()));
        }
        blocks.status();
        return all;
    }

    private static boolean isOf(int day, int series, RocksIterator at) {
        return at.isValid() && BlockKey.day(at.key()) == day && BlockKey.series(at.key()) == series;
    }

    private void put(int day, int series, Samples stored, Samples added, WriteBatch batch) throws RocksDBException {
        boolean appends = stored.isEmpty() || added.first() > stored.last();
        if (appends && stored.size() >= BlockCodec.MOST) {
            putParts(day, series, added, BlockCodec.MOST, batch);
            return;
        }
        Samples all = Samples.merge(stored, added);
        // In order, blocks are filled up; a late sample halves a full block, or each one would leave a crumb.
        int parts = (all.size() + BlockCodec.MOST - 1) / BlockCodec.MOST;
        putParts(day, series, all, appends ? BlockCodec.MOST : (all.size() + parts - 1) / parts, batch);
    }

    private void putParts(int day, int series, Samples all, int size, WriteBatch batch) throws RocksDBException {
        for (int from = 0; from < all.size(); from += size) {
            Samples part = all.part(from, Math.min(all.size(), from + size));
            batch.put(
                    database.handle(Family.READINGS), BlockKey.of(day, series, part.first()), BlockCodec.encode(part));
        }
    }

    /** The samples of a stored block. A damaged one answers none: the rest of the history must stay readable. */
    Samples decode(byte[] key, byte[] value) {
        DecodedBlock decoded = BlockCodec.decode(value);
        if (decoded instanceof DecodedBlock.Ok ok) {
            return ok.samples();
        }
        DecodedBlock.Corrupt found = (DecodedBlock.Corrupt) decoded;
        corrupt.increment();
        LOG.errorf(
                "telemetry block damaged series=%d day=%d first=%d bit=%d expected=%s",
                BlockKey.series(key), BlockKey.day(key), BlockKey.first(key), found.bit(), found.expected());
        return Samples.EMPTY;
    }

    /** Removes the days that end at or before the time. */
    void trim(long beforeMicros) {
        removal.before(BlockKey.day(beforeMicros));
    }

    void trim(int[] series, String metric, long beforeMicros) {
        removal.before(series, metric, BlockKey.day(beforeMicros));
    }

    long trimToSize(long bytes) {
        return removal.toSize(bytes);
    }
}
