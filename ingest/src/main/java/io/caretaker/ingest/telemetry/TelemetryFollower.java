package io.caretaker.ingest.telemetry;

import io.caretaker.model.journal.Journal;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Folds the journal into a reading store on a thread of its own, from the offset that the store names. While the store is
 * down it tries again with growing pauses; the journal holds what has not arrived, so nothing is lost and nothing is
 * queued here. Delivery is at least once, which the store forgives.
 *
 * <p>Close it before the store and the journal. Safe for use by several threads.
 */
public final class TelemetryFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TelemetryFollower.class);
    private static final long UNKNOWN = -1;
    private static final long LOG_EVERY_NANOS = 60_000_000_000L;

    private final Journal journal;
    private final ReadingStore store;
    private final FollowerSettings settings;
    private final LongSupplier nanoTime;
    private final Consumer<List<JournalGroup>> written;
    private final BackOff backOff;
    private final Wakeup wakeup = new Wakeup();
    private final OffsetWaiters waiters = new OffsetWaiters();
    private final FollowerMeters meters;
    private final Thread thread;
    private volatile long position = UNKNOWN;
    private volatile boolean closed;
    private long failures;
    private long loggedAtNanos;

    /**
     * Starts to follow at once.
     *
     * @param threads makes the one thread
     * @param jitter numbers of 0 (inclusive) to 1 that spread the attempts of many followers
     * @param nanoTime as {@link System#nanoTime}
     */
    public TelemetryFollower(
            Journal journal,
            ReadingStore store,
            FollowerSettings settings,
            ThreadFactory threads,
            DoubleSupplier jitter,
            LongSupplier nanoTime,
            MeterRegistry registry) {
        this(journal, store, settings, threads, jitter, nanoTime, registry, written -> {});
    }

    /**
     * As the other, with somebody who looks on.
     *
     * @param written gets the groups whose readings are in the store, on the follower's thread, and must not throw. After a
     *     crash it gets some again
     */
    public TelemetryFollower(
            Journal journal,
            ReadingStore store,
            FollowerSettings settings,
            ThreadFactory threads,
            DoubleSupplier jitter,
            LongSupplier nanoTime,
            MeterRegistry registry,
            Consumer<List<JournalGroup>> written) {
        this.written = written;
        this.journal = journal;
        this.store = store;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.backOff = new BackOff(settings.firstBackOff(), settings.longestBackOff(), jitter);
        this.meters = new FollowerMeters(registry, this);
        journal.onAppended(wakeup::wake);
        thread = threads.newThread(this::followUntilClosed);
        thread.start();
    }

    /** Journal entries that are durable but not in the store yet; 0 while the store has not told its offset. */
    public long lag() {
        long reached = position;
        return reached == UNKNOWN ? 0 : Math.max(0, journal.nextOffset() - reached);
    }

    /** Whether the last attempt failed. */
    public boolean isStoreDown() {
        return meters.isDown();
    }

    /**
     * Completes, on the follower's thread, when every entry before the offset is in the store; fails with
     * {@link java.util.concurrent.CancellationException} when the follower closes first.
     */
    public CompletionStage<Void> awaitOffset(long nextOffset) {
        CompletableFuture<Void> reached = waiters.await(nextOffset);
        waiters.reached(position);
        if (closed) {
            waiters.cancel();
        }
        return reached;
    }

    private void followUntilClosed() {
        try {
            while (!closed) {
                followOnce();
            }
        } catch (InterruptedException e) {
            LOG.error("telemetry follower interrupted", e);
            Thread.currentThread().interrupt();
        }
    }

    private void followOnce() throws InterruptedException {
        boolean moved;
        try {
            moved = writeNext();
        } catch (RuntimeException e) {
            failed(e);
            // Appends go on meanwhile: only closing ends this wait.
            wakeup.pause(backOff.afterFailure());
            return;
        }
        succeeded();
        if (!moved) {
            wakeup.await();
        }
    }

    /** @return whether there was anything to write */
    private boolean writeNext() {
        if (position == UNKNOWN) {
            position = store.nextOffset();
        }
        List<JournalGroup> groups = journal.read(position, settings.batchEntries());
        if (groups.isEmpty()) {
            waiters.reached(position);
            return false;
        }
        long nextOffset = groups.get(groups.size() - 1).nextOffset();
        List<Reading> readings = readings(groups);
        store.write(nextOffset, readings);
        position = nextOffset;
        written.accept(groups);
        meters.written(readings.size());
        waiters.reached(nextOffset);
        return true;
    }

    /** The readings of the groups, in their order. */
    public static List<Reading> readings(List<JournalGroup> groups) {
        List<Reading> readings = new ArrayList<>();
        for (JournalGroup group : groups) {
            for (JournalEntry entry : group.entries()) {
                if (entry instanceof ReadingsReceived received) {
                    readings.addAll(received.readings());
                }
            }
        }
        return readings;
    }

    private void failed(RuntimeException e) {
        long now = nanoTime.getAsLong();
        failures++;
        meters.failed();
        if (failures == 1 || now - loggedAtNanos >= LOG_EVERY_NANOS) {
            loggedAtNanos = now;
            LOG.warnf(e, "telemetry not written, trying again offset=%d lag=%d failures=%d", position, lag(), failures);
        }
    }

    private void succeeded() {
        if (failures > 0) {
            LOG.infof("telemetry written again offset=%d lag=%d failures=%d", position, lag(), failures);
            failures = 0;
        }
        backOff.succeeded();
        meters.up();
    }

    /** Ends after the write that is running; what is not written yet stays in the journal. */
    @Override
    public void close() {
        closed = true;
        wakeup.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        waiters.cancel();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
