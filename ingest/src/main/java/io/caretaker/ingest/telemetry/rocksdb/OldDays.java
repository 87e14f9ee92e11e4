package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.Range;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;

/** Lets whole days of blocks go: of all series, of some, or until the rest is small enough. One call at a time. */
final class OldDays {
    private static final byte[] BEGINNING = BlockKey.of(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);
    private static final byte[] END = BlockKey.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    private final StoreDatabase database;
    /** Day up to which the blocks of a metric are gone, so that an hourly call looks at new days only. */
    private final Map<String, Integer> goneByMetric = new HashMap<>();

    OldDays(StoreDatabase database) {
        this.database = database;
    }

    /** Days before the given one. */
    void before(int day) {
        byte[] end = BlockKey.of(day, Integer.MIN_VALUE, Long.MIN_VALUE);
        database.use("removing old telemetry", db -> {
            db.deleteRange(database.handle(Family.READINGS), BEGINNING, end);
            db.deleteFilesInRanges(database.handle(Family.READINGS), List.of(BEGINNING, end), false);
            return null;
        });
    }

    void before(int[] series, String metric, int day) {
        database.use("removing old telemetry of " + metric, db -> {
            try (RocksIterator blocks = db.newIterator(database.handle(Family.READINGS))) {
                int from = goneByMetric.getOrDefault(metric, Integer.MIN_VALUE);
                for (int at = nextDay(blocks, from); at < day; at = nextDay(blocks, at + 1)) {
                    for (int one : series) {
                        remove(db, blocks, at, one);
                    }
                    database.stopWhenClosing();
                }
                blocks.status();
            }
            goneByMetric.put(metric, day);
            return null;
        });
    }

    /** The first day from the given one on that holds anything; the latest possible when there is none. */
    private static int nextDay(RocksIterator blocks, int from) {
        blocks.seek(BlockKey.of(from, Integer.MIN_VALUE, Long.MIN_VALUE));
        return blocks.isValid() ? BlockKey.day(blocks.key()) : Integer.MAX_VALUE;
    }

    /** A range is only deleted where there is something: each one costs every later read of its surroundings. */
    private void remove(RocksDB db, RocksIterator blocks, int day, int series) throws RocksDBException {
        byte[] from = BlockKey.of(day, series, Long.MIN_VALUE);
        blocks.seek(from);
        if (blocks.isValid() && BlockKey.day(blocks.key()) == day && BlockKey.series(blocks.key()) == series) {
            db.deleteRange(database.handle(Family.READINGS), from, BlockKey.of(day, series, Long.MAX_VALUE));
        }
    }

    /** As {@link EmbeddedReadingStore#trimToSize}. */
    long toSize(long bytes) {
        return database.use("measuring telemetry", db -> {
            try (RocksIterator blocks = db.newIterator(database.handle(Family.READINGS))) {
                blocks.seekToLast();
                if (!blocks.isValid() || size(db, Integer.MIN_VALUE) <= bytes) {
                    return Long.MIN_VALUE;
                }
                int last = BlockKey.day(blocks.key());
                int first = nextDay(blocks, Integer.MIN_VALUE);
                int keep = first;
                while (keep < last && size(db, keep) > bytes) {
                    keep = nextDay(blocks, keep + 1);
                }
                if (keep == first) {
                    return Long.MIN_VALUE;
                }
                before(keep);
                return keep * BlockKey.DAY_MICROS;
            }
        });
    }

    private long size(RocksDB db, int fromDay) {
        try (Slice from = new Slice(BlockKey.of(fromDay, Integer.MIN_VALUE, Long.MIN_VALUE));
                Slice to = new Slice(END)) {
            return db.getApproximateSizes(
                            database.handle(Family.READINGS),
                            List.of(new Range(from, to)),
                            SizeApproximationFlag.INCLUDE_FILES,
                            SizeApproximationFlag.INCLUDE_MEMTABLES)[0];
        }
    }
}
