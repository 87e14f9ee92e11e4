package io.caretaker.ingest.journal.rocksdb;

import io.caretaker.ingest.journal.JournalCodec;
import io.caretaker.ingest.journal.rocksdb.AppendQueue.Waiting;
import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.Keys;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.model.journal.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The thread that makes groups durable: takes what waits, writes it as one value in one synced batch, then tells those
 * who wait. An entry that comes alone is written at once; under load at most one sync is made per interval.
 */
final class GroupCommit {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    private static final long LOG_EVERY_NANOS = 60_000_000_000L;

    private final StoreDatabase database;
    private final AppendQueue queue;
    private final JournalMeters meters;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long nextOffset;
    private volatile boolean failing;
    private long failureLoggedNanos;
    private Thread thread;

    GroupCommit(
            StoreDatabase database,
            AppendQueue queue,
            JournalMeters meters,
            Duration interval,
            LongSupplier nanoTime,
            long nextOffset) {
        this.database = database;
        this.queue = queue;
        this.meters = meters;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.nextOffset = nextOffset;
    }

    void start(ThreadFactory threads) {
        thread = threads.newThread(this::commitUntilClosed);
        thread.start();
    }

    long nextOffset() {
        return nextOffset;
    }

    synchronized long continueAtLeastFrom(long offset) {
        long missing = Math.max(0, offset - nextOffset);
        nextOffset += missing;
        return missing;
    }

    void onAppended(Runnable listener) {
        listeners.add(listener);
    }

    private void commitUntilClosed() {
        try (WriteOptions synced = new WriteOptions().setSync(true)) {
            long earliest = nanoTime.getAsLong();
            List<Waiting> group = queue.take(earliest);
            while (!group.isEmpty()) {
                earliest = nanoTime.getAsLong() + intervalNanos;
                commit(group, synced);
                group = queue.take(earliest);
            }
        } catch (InterruptedException e) {
            // Nobody else knows this thread: an interrupt is a bug. Entries still waiting must not hang.
            LOG.error("journal thread interrupted", e);
            failAll(e);
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<Waiting> group, WriteOptions synced) {
        long first = commitAt(group, synced);
        if (first < 0) {
            return;
        }
        long offset = first;
        for (Waiting waiting : group) {
            waiting.appended().complete(offset);
            offset += waiting.entries().size();
        }
        tellListeners();
    }

    /** @return offset of the group's first entry, -1 when it could not be made durable and everybody was told */
    private synchronized long commitAt(List<Waiting> group, WriteOptions synced) {
        long first = nextOffset;
        List<JournalEntry> entries = entries(group);
        try {
            byte[] packed = JournalCodec.encode(entries);
            long start = nanoTime.getAsLong();
            write(first, packed, entries.size(), synced);
            meters.committed(entries.size(), packed.length, nanoTime.getAsLong() - start);
        } catch (RuntimeException | Error e) {
            // Whatever it is, somebody waits for each of these entries and the next ones may still succeed.
            failed(e, entries.size(), first);
            group.forEach(waiting -> waiting.appended().completeExceptionally(e));
            return -1;
        }
        if (failing) {
            failing = false;
            LOG.infof("journal written again offset=%d", first);
        }
        nextOffset = first + entries.size();
        return first;
    }

    /** While a disk is full every attempt fails: that is said once, and then once a minute. */
    private void failed(Throwable e, int entries, long offset) {
        long now = nanoTime.getAsLong();
        if (!failing || now - failureLoggedNanos >= LOG_EVERY_NANOS) {
            failureLoggedNanos = now;
            LOG.errorf(e, "journal write failed, entries are refused entries=%d offset=%d", entries, offset);
        }
        failing = true;
        meters.failed(entries);
    }

    /** Whether the last write failed. */
    boolean failing() {
        return failing;
    }

    private void write(long first, byte[] packed, int entries, WriteOptions synced) {
        database.use("writing " + entries + " entries to the journal", db -> {
            try (WriteBatch batch = new WriteBatch()) {
                batch.put(database.handle(Family.JOURNAL), Keys.ofLong(first), packed);
                db.write(synced, batch);
            }
            return null;
        });
    }

    private void tellListeners() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.error("journal listener failed", e);
            }
        }
    }

    private void failAll(InterruptedException cause) {
        queue.close();
        try {
            List<Waiting> rest = queue.take(nanoTime.getAsLong());
            while (!rest.isEmpty()) {
                rest.forEach(waiting -> waiting.appended().completeExceptionally(cause));
                rest = queue.take(nanoTime.getAsLong());
            }
        } catch (InterruptedException again) {
            LOG.error("journal thread interrupted again", again);
        }
    }

    void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<JournalEntry> entries(List<Waiting> group) {
        List<JournalEntry> entries = new ArrayList<>(group.size());
        group.forEach(waiting -> entries.addAll(waiting.entries()));
        return entries;
    }
}
