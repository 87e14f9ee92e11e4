package io.caretaker.service.pipeline;

import io.caretaker.ingest.journal.JournalCorrupt;
import io.caretaker.model.journal.Journal;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Reads the journal and sends it on, batch by batch and one at a time: the next batch leaves when every stage has taken
 * the one before, so nothing queues up between them.
 */
@ApplicationScoped
public class JournalFollower {
    private static final Logger LOG = Logger.getLogger(JournalFollower.class);
    private static final int BATCH_ENTRIES = 10_000;

    private final Journal journal;
    private final DetectionStage detection;
    private final WorkStage work;
    private final MutinyEmitter<JournalGroup> groups;
    private final Semaphore appended = new Semaphore(0);
    private volatile boolean running;
    private volatile boolean stopped;
    private Thread thread;

    JournalFollower(
            Journal journal,
            DetectionStage detection,
            WorkStage work,
            @Channel(Channels.JOURNAL_GROUPS) MutinyEmitter<JournalGroup> groups) {
        this.journal = journal;
        this.detection = detection;
        this.work = work;
        this.groups = groups;
    }

    void start(@Observes @Priority(StartOrder.STAGES) StartupEvent event) {
        long from = detection.resume();
        work.resume();
        running = true;
        journal.onAppended(appended::release);
        thread = new Thread(() -> follow(from), "journal-follower");
        thread.start();
        LOG.infof("journal followed from=%d detection=%d work=%d", from, from, work.committedOffset());
    }

    void stop(@Observes @Priority(StartOrder.STAGES_STOP) ShutdownEvent event) throws InterruptedException {
        running = false;
        appended.release();
        if (thread != null) {
            thread.join(10_000);
        }
        detection.snapshot();
    }

    /** Whether the journal is being followed: not when its thread has ended, or stands before a damaged group. */
    public boolean isFollowing() {
        return thread != null && thread.isAlive() && !stopped;
    }

    private void follow(long from) {
        long next = from;
        while (running) {
            try {
                JournalGroup batch = batchFrom(next);
                if (batch.entries().isEmpty()) {
                    appended.acquire();
                    appended.drainPermits();
                } else {
                    groups.sendAndAwait(batch);
                    next = batch.nextOffset();
                }
            } catch (InterruptedException e) {
                return;
            } catch (JournalCorrupt e) {
                // Reading on would pass over what was acknowledged: somebody has to decide that.
                if (!stopped) {
                    LOG.errorf(
                            "journal damaged, nothing is folded any more until it is restored or skipped: %s",
                            e.getMessage());
                }
                stopped = true;
                appended.drainPermits();
                pause();
            } catch (RuntimeException e) {
                // A stage failed, most likely because the work store did not answer: the batch is not committed
                // anywhere, so detection goes back to its last snapshot and folds it again.
                LOG.errorf(e, "batch failed, folding again offset=%d", next);
                pause();
                next = recover(next);
            }
        }
    }

    private long recover(long failed) {
        try {
            long from = detection.resume();
            work.resume();
            return from;
        } catch (RuntimeException e) {
            LOG.errorf(e, "resume failed offset=%d", failed);
            return failed;
        }
    }

    private void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Contiguous groups as one batch, cut where the work stage has committed: it skips whole batches only. What is missing
     * in the journal, because it was trimmed or left out as damaged, ends a batch: offsets must stay those of the entries.
     */
    private JournalGroup batchFrom(long offset) {
        long committed = work.committedOffset();
        int most = offset < committed ? (int) Math.min(BATCH_ENTRIES, committed - offset) : BATCH_ENTRIES;
        List<JournalEntry> entries = new ArrayList<>();
        long first = offset;
        for (JournalGroup group : journal.read(offset, most)) {
            if (entries.isEmpty() && group.firstOffset() > first) {
                LOG.errorf("journal entries are missing from=%d to=%d", first, group.firstOffset() - 1);
                first = group.firstOffset();
            }
            if (group.firstOffset() != first + entries.size()) {
                break;
            }
            for (JournalEntry entry : group.entries()) {
                if (entries.size() < most) {
                    entries.add(entry);
                }
            }
        }
        return new JournalGroup(first, entries);
    }
}
