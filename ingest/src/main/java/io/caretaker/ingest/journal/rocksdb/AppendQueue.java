package io.caretaker.ingest.journal.rocksdb;

import io.caretaker.ingest.journal.JournalClosed;
import io.caretaker.ingest.journal.JournalFull;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What waits for the disk: many threads put, the journal's thread takes group by group. Bounded by entries and by an
 * estimate of their heap; a full queue refuses. What is larger than the bound is taken when nothing else waits, or it
 * could never be. Entries that came together stay together.
 */
final class AppendQueue {
    /** Entries that came together and who waits for them. */
    record Waiting(List<JournalEntry> entries, long bytes, long sinceNanos, CompletableFuture<Long> appended) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final StoreSettings limits;
    private final LongSupplier nanoTime;
    private int entries;
    private long bytes;
    private boolean closed;

    AppendQueue(StoreSettings limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Never blocks for longer than another put or take.
     *
     * @throws JournalFull when a bound is reached
     * @throws JournalClosed after {@link #close}
     */
    CompletableFuture<Long> put(List<JournalEntry> together) {
        long size = 0;
        for (JournalEntry entry : together) {
            size += heapOf(entry);
        }
        Waiting added = new Waiting(together, size, nanoTime.getAsLong(), new CompletableFuture<>());
        lock.lock();
        try {
            if (closed) {
                throw new JournalClosed();
            }
            boolean fits = entries + together.size() <= limits.queueEntries() && bytes + size <= limits.queueBytes();
            if (!fits && !waiting.isEmpty()) {
                throw new JournalFull(entries, bytes);
            }
            waiting.add(added);
            entries += together.size();
            bytes += size;
            if (waiting.size() == 1 || groupIsFull()) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        return added.appended();
    }

    /**
     * Waits for a first entry, then until the given time for more unless a group is full.
     *
     * @return the next group, oldest first; empty once closed and drained
     */
    List<Waiting> take(long notBeforeNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            long left = notBeforeNanos - nanoTime.getAsLong();
            while (left > 0 && !groupIsFull() && !closed) {
                changed.awaitNanos(left);
                left = notBeforeNanos - nanoTime.getAsLong();
            }
            return nextGroup();
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting> nextGroup() {
        List<Waiting> group = new ArrayList<>(Math.min(waiting.size(), limits.groupEntries()));
        int groupEntries = 0;
        long groupBytes = 0;
        while (!waiting.isEmpty() && groupEntries < limits.groupEntries() && groupBytes < limits.groupBytes()) {
            Waiting next = waiting.poll();
            groupEntries += next.entries().size();
            groupBytes += next.bytes();
            group.add(next);
        }
        entries -= groupEntries;
        bytes -= groupBytes;
        return group;
    }

    private boolean groupIsFull() {
        return entries >= limits.groupEntries() || bytes >= limits.groupBytes();
    }

    /** No more puts; what waits is still taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int entries() {
        lock.lock();
        try {
            return entries;
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** How long the oldest has waited, 0 when none does. */
    long oldestNanos() {
        lock.lock();
        try {
            return waiting.isEmpty() ? 0 : nanoTime.getAsLong() - waiting.peek().sinceNanos();
        } finally {
            lock.unlock();
        }
    }

    /** Estimate: object headers, fields and references on a 64-bit JVM; ids and metric names are taken as shared. */
    private static long heapOf(JournalEntry entry) {
        if (entry instanceof ReadingsReceived received) {
            return 160 + 64L * received.readings().size();
        }
        if (entry instanceof CommandIssued command) {
            return 256 + 2L * command.body().length();
        }
        return 128;
    }
}
