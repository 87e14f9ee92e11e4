package io.caretaker.ingest.journal.rocksdb;

import io.caretaker.ingest.journal.DecodedEntries;
import io.caretaker.ingest.journal.JournalCodec;
import io.caretaker.ingest.journal.JournalCorrupt;
import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.Keys;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.rocksdb.Range;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;

/**
 * The groups on disk: reading, and what is done about a damaged one, which is never handed on. Safe for use by several
 * threads.
 */
final class StoredGroups {
    private static final Logger LOG = Logger.getLogger(StoredGroups.class);
    /** More damage than this is not told apart any more. */
    private static final int MOST_REMEMBERED = 10_000;
    /** No group holds more: where a damaged last group ends at the latest. Offsets may have gaps, never two meanings. */
    private static final long LONGEST_GROUP = 1 << 20;

    private final StoreDatabase database;
    private final DamagedGroups decision;
    private final Set<Long> damaged = ConcurrentHashMap.newKeySet();

    StoredGroups(StoreDatabase database, DamagedGroups decision) {
        this.database = database;
        this.decision = decision;
    }

    /** Damaged groups met since the start. */
    int damaged() {
        return damaged.size();
    }

    /** Offset of the damaged group that was met first, if any. */
    OptionalLong firstDamaged() {
        return damaged.stream().mapToLong(Long::longValue).min();
    }

    /** @throws JournalCorrupt at a damaged group, when the decision is to stop */
    List<JournalGroup> read(long fromOffset, int maxEntries) {
        return database.use("reading the journal from offset " + fromOffset, db -> {
            try (RocksIterator groups = db.newIterator(database.handle(Family.JOURNAL))) {
                return read(groups, fromOffset, maxEntries);
            }
        });
    }

    private List<JournalGroup> read(RocksIterator groups, long fromOffset, int maxEntries) throws RocksDBException {
        List<JournalGroup> read = new ArrayList<>();
        int left = maxEntries;
        for (seekGroupWith(groups, fromOffset); groups.isValid() && left > 0; groups.next()) {
            Optional<JournalGroup> group = decode(groups, !read.isEmpty());
            if (group.isEmpty() && decision == DamagedGroups.STOP) {
                break;
            }
            if (group.isPresent()) {
                JournalGroup part = part(group.get(), fromOffset, left);
                if (!part.entries().isEmpty()) {
                    read.add(part);
                    left -= part.entries().size();
                }
            }
        }
        groups.status();
        return read;
    }

    private static void seekGroupWith(RocksIterator groups, long offset) {
        groups.seekForPrev(Keys.ofLong(offset));
        if (!groups.isValid()) {
            groups.seekToFirst();
        }
    }

    /** @param tellLater whether there is something to hand on before the damage is told */
    private Optional<JournalGroup> decode(RocksIterator at, boolean tellLater) {
        long firstOffset = Keys.getLong(at.key(), 0);
        DecodedEntries decoded = JournalCodec.decode(at.value());
        if (decoded instanceof DecodedEntries.Ok ok) {
            return Optional.of(new JournalGroup(firstOffset, ok.entries()));
        }
        JournalCorrupt corrupt = new JournalCorrupt(firstOffset, (DecodedEntries.Corrupt) decoded);
        if (damaged.size() < MOST_REMEMBERED && damaged.add(firstOffset)) {
            LOG.errorf("journal group damaged offset=%d decision=%s: %s", firstOffset, decision, corrupt.getMessage());
        }
        if (decision == DamagedGroups.STOP && !tellLater) {
            throw corrupt;
        }
        return Optional.empty();
    }

    private static JournalGroup part(JournalGroup group, long fromOffset, int maxEntries) {
        int size = group.entries().size();
        int from = (int) Math.max(0, Math.min(size, fromOffset - group.firstOffset()));
        int to = Math.min(size, from + maxEntries);
        return from == 0 && to == size
                ? group
                : new JournalGroup(group.firstOffset() + from, group.entries().subList(from, to));
    }

    /** Offset of the first entry that is still kept; {@code otherwise} when there is none. */
    long firstOffset(long otherwise) {
        return database.use("reading the beginning of the journal", db -> {
            try (RocksIterator groups = db.newIterator(database.handle(Family.JOURNAL))) {
                groups.seekToFirst();
                groups.status();
                return groups.isValid() ? Keys.getLong(groups.key(), 0) : otherwise;
            }
        });
    }

    /** @throws JournalCorrupt when the last group is damaged and the decision is to stop */
    long nextOffset() {
        return database.use("reading the end of the journal", db -> {
            try (RocksIterator groups = db.newIterator(database.handle(Family.JOURNAL))) {
                groups.seekToLast();
                groups.status();
                return groups.isValid()
                        ? decode(groups, false)
                                .map(JournalGroup::nextOffset)
                                .orElseGet(() -> Keys.getLong(groups.key(), 0) + LONGEST_GROUP)
                        : 0L;
            }
        });
    }

    /** As {@link RocksJournal#offsetKeeping}. */
    long offsetKeeping(long bytes, long end) {
        return database.use("measuring the journal", db -> {
            long low = firstOffset(end);
            long high = end;
            while (low < high) {
                long middle = low + (high - low) / 2;
                if (size(db, middle) <= bytes) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        });
    }

    private long size(RocksDB db, long fromOffset) {
        try (Slice from = new Slice(Keys.ofLong(fromOffset));
                Slice to = new Slice(Keys.ofLong(Long.MAX_VALUE))) {
            long[] sizes = db.getApproximateSizes(
                    database.handle(Family.JOURNAL),
                    List.of(new Range(from, to)),
                    SizeApproximationFlag.INCLUDE_FILES,
                    SizeApproximationFlag.INCLUDE_MEMTABLES);
            return sizes[0];
        }
    }

    /** As {@link RocksJournal#offsetAt}: times of groups ascend, but for a few entries that raced each other. */
    long offsetAt(long timeMicros, long end) {
        return database.use("looking for a time in the journal", db -> {
            try (RocksIterator groups = db.newIterator(database.handle(Family.JOURNAL))) {
                long low = firstOffset(end);
                long high = end;
                while (low < high) {
                    long middle = low + (high - low) / 2;
                    groups.seekForPrev(Keys.ofLong(middle));
                    Optional<JournalGroup> group = groups.isValid() ? peek(groups) : Optional.empty();
                    if (group.isPresent() && time(group.get()) >= timeMicros) {
                        high = group.get().firstOffset();
                    } else {
                        low = Math.max(
                                middle + 1, group.map(JournalGroup::nextOffset).orElse(0L));
                    }
                }
                return Math.min(low, end);
            }
        });
    }

    /** The group, or nothing where it is damaged: looking for a time decides nothing about damage. */
    private static Optional<JournalGroup> peek(RocksIterator at) {
        return JournalCodec.decode(at.value()) instanceof DecodedEntries.Ok ok
                ? Optional.of(new JournalGroup(Keys.getLong(at.key(), 0), ok.entries()))
                : Optional.empty();
    }

    private static long time(JournalGroup group) {
        long time = Long.MIN_VALUE;
        for (JournalEntry entry : group.entries()) {
            time = Math.max(time, entry.timeMicros());
        }
        return time;
    }

    /** As {@link RocksJournal#trim}. */
    void trim(long beforeOffset) {
        database.use("trimming the journal before offset " + beforeOffset, db -> {
            try (RocksIterator groups = db.newIterator(database.handle(Family.JOURNAL))) {
                groups.seekForPrev(Keys.ofLong(beforeOffset));
                groups.status();
                if (groups.isValid()) {
                    byte[] end = groups.key();
                    byte[] beginning = Keys.ofLong(0);
                    db.deleteRange(database.handle(Family.JOURNAL), beginning, end);
                    db.deleteFilesInRanges(database.handle(Family.JOURNAL), List.of(beginning, end), false);
                }
            }
            return null;
        });
    }
}
