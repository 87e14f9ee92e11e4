package io.caretaker.ingest.journal.rocksdb;

import io.caretaker.ingest.journal.JournalClosed;
import io.caretaker.ingest.journal.JournalCorrupt;
import io.caretaker.ingest.journal.JournalFull;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.model.journal.Journal;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalGroup;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * The journal as one packed value per group of entries, keyed by the offset of the first. One thread commits groups, so
 * offsets have no gaps; a reader may begin inside a group. Appends fail with {@link JournalFull} (try later),
 * {@link JournalClosed} or {@link io.caretaker.ingest.rocksdb.StoreFailure} (not durable).
 *
 * <p>Callbacks of appends and listeners run on the committing thread: what they do delays the next group.
 */
public final class RocksJournal implements Journal {
    private final StoredGroups groups;
    private final AppendQueue queue;
    private final JournalMeters meters;
    private final GroupCommit commit;

    RocksJournal(
            StoreDatabase database,
            StoreSettings settings,
            MeterRegistry registry,
            ThreadFactory threads,
            LongSupplier nanoTime) {
        groups = new StoredGroups(database, settings.damagedGroups());
        queue = new AppendQueue(settings, nanoTime);
        meters = new JournalMeters(registry, queue, groups, settings);
        commit = new GroupCommit(database, queue, meters, settings.commitInterval(), nanoTime, groups.nextOffset());
        commit.start(threads);
    }

    @Override
    public CompletionStage<Long> append(JournalEntry entry) {
        return appendAll(List.of(entry));
    }

    /** {@inheritDoc} They take consecutive offsets and lie in one group: all are durable, or none is. */
    @Override
    public CompletionStage<Long> appendAll(List<JournalEntry> entries) {
        try {
            return queue.put(entries);
        } catch (JournalFull full) {
            meters.refused();
            return CompletableFuture.failedFuture(full);
        } catch (JournalClosed closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    /**
     * {@inheritDoc} Where retention has removed the beginning, the first group answered begins later than asked: its
     * offset tells. Groups that are left out as damaged leave a gap likewise.
     *
     * @throws JournalCorrupt when the group at the offset is damaged and the decision is to stop
     */
    @Override
    public List<JournalGroup> read(long fromOffset, int maxEntries) {
        if (fromOffset >= commit.nextOffset() || maxEntries < 1) {
            return List.of();
        }
        return groups.read(fromOffset, maxEntries);
    }

    @Override
    public long nextOffset() {
        return commit.nextOffset();
    }

    /** Offset of the first entry that is still kept; {@link #nextOffset} when there is none. */
    public long firstOffset() {
        return groups.firstOffset(commit.nextOffset());
    }

    /**
     * Removes groups that end at or before the offset. The newest group always stays: it tells the next offset after a
     * restart. Callers pass the smallest offset that any stage still needs.
     */
    public void trim(long beforeOffset) {
        groups.trim(beforeOffset);
    }

    /**
     * Offsets go on at this one at least. A journal that ends before what its followers have taken was lost in part, or
     * is older than they are (a restored backup): new entries must not get offsets that they believe to know.
     *
     * @return entries that are missing, 0 as a rule
     */
    public long continueAtLeastFrom(long offset) {
        return commit.continueAtLeastFrom(offset);
    }

    /** Whether the last write failed: the disk is full or failing, and entries are refused until a write succeeds. */
    public boolean isFailing() {
        return commit.failing();
    }

    /** Offset of a group that was found damaged, if any was met since the start. */
    public OptionalLong damagedAt() {
        return groups.firstDamaged();
    }

    /**
     * The smallest offset from which on the kept entries take at most so many bytes on disk, by RocksDB's estimate, which is
     * good to some percent where there are many files; {@link #firstOffset} when all of them do.
     */
    public long offsetKeeping(long bytes) {
        return groups.offsetKeeping(bytes, nextOffset());
    }

    /** Offset of the first kept entry that was journaled at or after the time; {@link #nextOffset} when there is none. */
    public long offsetAt(long timeMicros) {
        return groups.offsetAt(timeMicros, nextOffset());
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
}
