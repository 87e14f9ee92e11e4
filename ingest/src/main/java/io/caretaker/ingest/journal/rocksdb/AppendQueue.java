package io.caretaker.ingest.journal.rocksdb;

import io.caretaker.ingest.journal.JournalClosed;
import io.caretaker.ingest.journal.JournalFull;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What waits for the disk: many threads put, the journal's thread takes group by group. Bounded by entries and by an
 * estimate of their heap; a full queue refuses. An entry larger than the bound is taken when nothing else waits, or it
 * could never be.
 */
final class AppendQueue {
    /** An entry and who waits for it. */
    record Waiting(JournalEntry entry, long bytes, long sinceNanos, Receipt receipt) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final StoreSettings limits;
    private final LongSupplier nanoTime;
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
    CompletableFuture<Long> put(JournalEntry entry) {
        return putAll(List.of(entry));
    }

    /**
     * All or none, in this order with nothing between them. Otherwise as {@link #put}.
     *
     * @param entries at least one
     */
    CompletableFuture<Long> putAll(List<? extends JournalEntry> entries) {
        Receipt receipt = new Receipt(entries.size());
        long now = nanoTime.getAsLong();
        long size = 0;
        Waiting[] added = new Waiting[entries.size()];
        for (int i = 0; i < added.length; i++) {
            long heap = heapOf(entries.get(i));
            added[i] = new Waiting(entries.get(i), heap, now, receipt);
            size += heap;
        }
        lock.lock();
        try {
            if (closed) {
                throw new JournalClosed();
            }
            boolean wasEmpty = waiting.isEmpty();
            boolean fits =
                    waiting.size() + added.length <= limits.queueEntries() && bytes + size <= limits.queueBytes();
            if (!fits && !wasEmpty) {
                throw new JournalFull(waiting.size(), bytes);
            }
            Collections.addAll(waiting, added);
            bytes += size;
            if (wasEmpty || groupIsFull()) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        return receipt.appended();
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
        long groupBytes = 0;
        while (!waiting.isEmpty() && group.size() < limits.groupEntries() && groupBytes < limits.groupBytes()) {
            Waiting next = waiting.poll();
            groupBytes += next.bytes();
            group.add(next);
        }
        bytes -= groupBytes;
        return group;
    }

    private boolean groupIsFull() {
        return waiting.size() >= limits.groupEntries() || bytes >= limits.groupBytes();
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
            return waiting.size();
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
