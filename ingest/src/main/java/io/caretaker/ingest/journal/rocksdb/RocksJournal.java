package io.caretaker.ingest.journal.rocksdb;

import io.caretaker.ingest.journal.DecodedEntries;
import io.caretaker.ingest.journal.JournalClosed;
import io.caretaker.ingest.journal.JournalCodec;
import io.caretaker.ingest.journal.JournalCorrupt;
import io.caretaker.ingest.journal.JournalFull;
import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.Keys;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.model.journal.Journal;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalGroup;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The journal as one packed value per group of entries, keyed by the offset of the first. One thread commits groups, so
 * offsets have no gaps; a reader may begin inside a group. Appends fail with {@link JournalFull} (try later),
 * {@link JournalClosed} or {@link io.caretaker.ingest.rocksdb.StoreFailure} (not durable).
 *
 * <p>Callbacks of appends and listeners run on the committing thread: what they do delays the next group.
 */
public final class RocksJournal implements Journal {
    private final StoreDatabase database;
    private final AppendQueue queue;
    private final JournalMeters meters;
    private final GroupCommit commit;

    RocksJournal(
            StoreDatabase database,
            StoreSettings settings,
            MeterRegistry registry,
            ThreadFactory threads,
            LongSupplier nanoTime) {
        this.database = database;
        queue = new AppendQueue(settings, nanoTime);
        meters = new JournalMeters(registry, queue, settings);
        commit = new GroupCommit(database, queue, meters, settings.commitInterval(), nanoTime, storedNextOffset());
        commit.start(threads);
    }

    @Override
    public CompletionStage<Long> append(JournalEntry entry) {
        try {
            return queue.put(entry);
        } catch (JournalFull full) {
            meters.refused();
            return CompletableFuture.failedFuture(full);
        } catch (JournalClosed closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    /**
     * {@inheritDoc} Where retention has removed the beginning, the first group answered begins later than asked: its
     * offset tells.
     *
     * @throws JournalCorrupt when a stored group cannot be decoded
     */
    @Override
    public List<JournalGroup> read(long fromOffset, int maxEntries) {
        if (fromOffset >= commit.nextOffset() || maxEntries < 1) {
            return List.of();
        }
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
            JournalGroup group = decode(groups);
            JournalGroup part = part(group, fromOffset, left);
            if (!part.entries().isEmpty()) {
                read.add(part);
                left -= part.entries().size();
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

    private static JournalGroup decode(RocksIterator at) {
        long firstOffset = Keys.getLong(at.key(), 0);
        DecodedEntries decoded = JournalCodec.decode(at.value());
        if (decoded instanceof DecodedEntries.Ok ok) {
            return new JournalGroup(firstOffset, ok.entries());
        }
        throw new JournalCorrupt(firstOffset, (DecodedEntries.Corrupt) decoded);
    }

    private static JournalGroup part(JournalGroup group, long fromOffset, int maxEntries) {
        int size = group.entries().size();
        int from = (int) Math.max(0, Math.min(size, fromOffset - group.firstOffset()));
        int to = Math.min(size, from + maxEntries);
        return from == 0 && to == size
                ? group
                : new JournalGroup(group.firstOffset() + from, group.entries().subList(from, to));
    }

    @Override
    public long nextOffset() {
        return commit.nextOffset();
    }

    /** Offset of the first entry that is still kept; {@link #nextOffset} when there is none. */
    public long firstOffset() {
        return database.use("reading the beginning of the journal", db -> {
            try (RocksIterator groups = db.newIterator(database.handle(Family.JOURNAL))) {
                groups.seekToFirst();
                groups.status();
                return groups.isValid() ? Keys.getLong(groups.key(), 0) : commit.nextOffset();
            }
        });
    }

    /**
     * Removes groups that end at or before the offset. The newest group always stays: it tells the next offset after a
     * restart. Callers pass the smallest offset that any stage still needs.
     */
    public void trim(long beforeOffset) {
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

    @Override
    public void onAppended(Runnable listener) {
        commit.onAppended(listener);
    }

    /** Refuses new entries, writes those that wait, then returns. */
    @Override
    public void close() {
        queue.close();
        commit.awaitEnd();
    }

    private long storedNextOffset() {
        return database.use("reading the end of the journal", db -> {
            try (RocksIterator groups = db.newIterator(database.handle(Family.JOURNAL))) {
                groups.seekToLast();
                groups.status();
                return groups.isValid() ? decode(groups).nextOffset() : 0L;
            }
        });
    }
}
