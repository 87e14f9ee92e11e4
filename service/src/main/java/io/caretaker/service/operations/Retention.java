package io.caretaker.service.operations;

import io.caretaker.ingest.journal.Snapshot;
import io.caretaker.ingest.journal.SnapshotStore;
import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.telemetry.ReadingStore;
import io.caretaker.ingest.telemetry.rocksdb.EmbeddedReadingStore;
import io.caretaker.model.Times;
import io.caretaker.service.clock.ServiceClock;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.pipeline.DetectionStage;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Lets go what nobody needs any more: the journal behind every reader of it, readings past their age. */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final RocksStores stores;
    private final ReadingStore readings;
    private final SnapshotStore snapshots;
    private final ServiceClock clock;
    private final CaretakerConfig config;

    Retention(
            RocksStores stores,
            ReadingStore readings,
            SnapshotStore snapshots,
            ServiceClock clock,
            CaretakerConfig config) {
        this.stores = stores;
        this.readings = readings;
        this.snapshots = snapshots;
        this.clock = clock;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void letGo() {
        // The work stage is never behind a detection snapshot, so it need not be asked.
        long needed = Math.min(
                readings.durableOffset(),
                snapshots.latest(DetectionStage.NAME).map(Snapshot::nextOffset).orElse(0L));
        long before = Math.min(needed, tooMuch(needed));
        if (before > stores.journal().firstOffset()) {
            stores.journal().trim(before);
            LOG.infof("journal trimmed before=%d", before);
        }
        if (config.telemetry().store() == CaretakerConfig.Telemetry.Kind.EMBEDDED) {
            letReadingsGo();
        }
    }

    /** Offset before which entries are too many, too large or too old; whichever says most. */
    private long tooMuch(long needed) {
        long tooMany = needed - config.journal().retainEntries();
        long tooLarge =
                stores.journal().offsetKeeping(config.journal().retainBytes().asLongValue());
        long tooOld = stores.journal()
                .offsetAt(Times.micros(clock.instant().minus(config.journal().retention())));
        return Math.max(tooMany, Math.max(tooLarge, tooOld));
    }

    private void letReadingsGo() {
        EmbeddedReadingStore embedded = stores.readings();
        embedded.trim(before(config.telemetry().retention()));
        config.telemetry().retentionByMetric().forEach((metric, retention) -> embedded.trim(metric, before(retention)));
        config.telemetry().maxSize().ifPresent(size -> {
            long from = embedded.trimToSize(size.asLongValue());
            if (from > Long.MIN_VALUE) {
                LOG.infof("telemetry over its size, older days let go from=%s", Times.instant(from));
            }
        });
    }

    private long before(Duration retention) {
        return Times.micros(clock.instant().minus(retention));
    }
}
