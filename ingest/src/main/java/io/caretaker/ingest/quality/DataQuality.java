package io.caretaker.ingest.quality;

import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.journal.Journal;
import io.caretaker.model.journal.JournalGroup;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Counts behind the telemetry follower, on its thread and from groups that it has decoded anyway, and writes what has
 * changed once a minute on another thread. While a write runs, the next one waits for its turn; nothing queues up.
 *
 * <p>After a crash it folds the journal again from the offset of the last write, which went into the same transaction as
 * the counts.
 */
public final class DataQuality implements Consumer<List<JournalGroup>>, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DataQuality.class);
    private static final long WRITE_EVERY_NANOS = 60_000_000_000L;
    private static final int CATCH_UP_ENTRIES = 5_000;
    /** Series are remembered in memory only: so many entries before the offset bring their newest readings back. */
    private static final int WARM_UP_ENTRIES = 20_000;

    private final Journal journal;
    private final QualityLog log;
    private final QualityFold fold;
    private final Conversions conversions;
    private final Executor writer;
    private final LongSupplier nanoTime;
    private final LongSupplier microsNow;
    private final int keepDays;
    private final AtomicBoolean writing = new AtomicBoolean();
    private boolean resumed;
    private long nextOffset;
    private long writtenNanos;

    /**
     * @param writer runs one task at a time
     * @param microsNow the service's clock, in microseconds since the epoch
     * @param keepDays days that are kept, 1 or more
     */
    public DataQuality(
            Journal journal,
            TopologySource topology,
            QualityLog log,
            Conversions conversions,
            Executor writer,
            LongSupplier nanoTime,
            LongSupplier microsNow,
            int keepDays) {
        this.journal = journal;
        this.log = log;
        this.fold = new QualityFold(topology);
        this.conversions = conversions;
        this.writer = writer;
        this.nanoTime = nanoTime;
        this.microsNow = microsNow;
        this.keepDays = keepDays;
    }

    /** Takes what the follower has written. A failure of its own must not stop telemetry: it is logged. */
    @Override
    public synchronized void accept(List<JournalGroup> groups) {
        try {
            if (!resumed) {
                resume(groups.get(0).firstOffset());
            }
            groups.forEach(this::fold);
            long now = nanoTime.getAsLong();
            if (now - writtenNanos >= WRITE_EVERY_NANOS) {
                write(now);
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "data quality not counted offset=%d", nextOffset);
        }
    }

    private void resume(long upTo) {
        QualityLog.Resume stored = log.resume();
        warmUp(stored.nextOffset());
        fold.resume(stored.newest());
        nextOffset = stored.nextOffset();
        writtenNanos = nanoTime.getAsLong();
        resumed = true;
        // Telemetry may be ahead of what was counted.
        while (nextOffset < upTo) {
            long before = nextOffset;
            journal.read(nextOffset, CATCH_UP_ENTRIES).forEach(this::fold);
            if (nextOffset == before) {
                return;
            }
        }
    }

    /** Folds what was counted already, for the newest readings of each series; what it counts is thrown away. */
    private void warmUp(long upTo) {
        long from = Math.max(0, upTo - WARM_UP_ENTRIES);
        if (from < upTo) {
            journal.read(from, (int) (upTo - from)).forEach(group -> fold.fold(group, 0));
            fold.takeChanged();
        }
    }

    private void fold(JournalGroup group) {
        fold.fold(group, nextOffset);
        nextOffset = Math.max(nextOffset, group.nextOffset());
    }

    private void write(long now) {
        if (!writing.compareAndSet(false, true)) {
            return;
        }
        writtenNanos = now;
        long micros = microsNow.getAsLong();
        fold.converted(conversions.take(), micros);
        List<DeviceDay> changed = fold.takeChanged();
        long offset = nextOffset;
        int keepFrom = (int) Math.floorDiv(micros, 86_400_000_000L) - keepDays;
        writer.execute(() -> {
            try {
                log.put(offset, changed, keepFrom);
            } catch (RuntimeException e) {
                LOG.warnf(e, "data quality not written days=%d", changed.size());
            } finally {
                writing.set(false);
            }
        });
    }

    /** Writes what has changed now. */
    public synchronized void flush() {
        if (resumed) {
            write(nanoTime.getAsLong());
        }
    }

    @Override
    public void close() {
        flush();
    }
}
