package io.caretaker.service.pipeline;

import io.caretaker.ingest.journal.Snapshot;
import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Sees to it, before anybody appends, that the journal does not end before what its followers have taken: after a restore
 * of an older journal, new entries would get offsets that the followers believe to know, and be passed over in silence.
 */
@ApplicationScoped
class JournalContinuity {
    private static final Logger LOG = Logger.getLogger(JournalContinuity.class);

    private final RocksStores stores;
    private final WorkStateStore work;

    JournalContinuity(RocksStores stores, WorkStateStore work) {
        this.stores = stores;
        this.work = work;
    }

    void check(@Observes @Priority(StartOrder.JOURNAL) StartupEvent event) {
        long detection = stores.snapshots()
                .latest(DetectionStage.NAME)
                .map(Snapshot::nextOffset)
                .orElse(0L);
        long reached = Math.max(
                work.committedOffset(), Math.max(detection, stores.readings().durableOffset()));
        long missing = stores.journal().continueAtLeastFrom(reached);
        if (missing > 0) {
            LOG.errorf(
                    "journal ends before what was folded from it, entries are missing from=%d to=%d",
                    reached - missing, reached - 1);
        }
    }
}
