package io.caretaker.service.pipeline;

import io.caretaker.alerting.detect.Detection;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.alerting.rule.sql.SqlRuleStore;
import io.caretaker.ingest.journal.Snapshot;
import io.caretaker.ingest.journal.SnapshotStore;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.fault.DetectedBatch;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.service.config.CaretakerConfig;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Folds the journal into faults. Batches come one at a time, and the next one only when the stages behind have taken the
 * last: so when a batch arrives, everything before it is committed and a snapshot may be taken.
 */
@ApplicationScoped
public class DetectionStage {
    private static final Logger LOG = Logger.getLogger(DetectionStage.class);
    /** Of its snapshots. */
    public static final String NAME = "detection";

    private final FaultCatalogue catalogue;
    private final TopologySource topology;
    private final SqlRuleStore rules;
    private final SnapshotStore snapshots;
    private final Jdbi jdbi;
    private final long snapshotNanos;
    private final LongSupplier nanoTime = System::nanoTime;
    private Detection detection;
    private long nextOffset;
    private long snapshotTaken;

    DetectionStage(
            FaultCatalogue catalogue,
            TopologySource topology,
            SqlRuleStore rules,
            SnapshotStore snapshots,
            Jdbi jdbi,
            CaretakerConfig config) {
        this.catalogue = catalogue;
        this.topology = topology;
        this.rules = rules;
        this.snapshots = snapshots;
        this.jdbi = jdbi;
        this.snapshotNanos = config.detection().snapshotInterval().toNanos();
    }

    /** Goes back to the last snapshot. Returns the journal offset to follow from. */
    synchronized long resume() {
        Optional<Snapshot> snapshot = snapshots.latest(NAME);
        detection = snapshot.map(this::restored).orElseGet(() -> new Detection(catalogue, rules.shipped(), topology));
        nextOffset = snapshot.map(Snapshot::nextOffset).orElse(0L);
        snapshotTaken = nanoTime.getAsLong();
        return nextOffset;
    }

    private Detection restored(Snapshot snapshot) {
        return Detection.restore(snapshot.state(), topology, catalogue);
    }

    @Incoming(Channels.JOURNAL_GROUPS)
    @Outgoing(Channels.FAULTS_DETECTED)
    @Blocking
    synchronized DetectedBatch detect(JournalGroup group) {
        if (nanoTime.getAsLong() - snapshotTaken >= snapshotNanos) {
            snapshot();
        }
        publishRules(group);
        DetectedBatch batch = detection.fold(group);
        nextOffset = batch.nextOffset();
        return batch;
    }

    /** Rule changes are numbered by their journal offset, so a fold after a crash publishes nothing twice. */
    private void publishRules(JournalGroup group) {
        List<JournalEntry> entries = group.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof CommandIssued command
                    && command.kind().startsWith("rule.")) {
                long offset = group.firstOffset() + i;
                jdbi.useTransaction(handle -> rules.apply(handle, command, offset));
            }
        }
    }

    /** Keeps the state. Everything folded so far must have been taken by the stages behind. */
    synchronized void snapshot() {
        if (detection == null) {
            return;
        }
        byte[] state = detection.snapshot();
        snapshots.put(NAME, nextOffset, state);
        snapshotTaken = nanoTime.getAsLong();
        LOG.debugf("detection snapshot offset=%d bytes=%d", nextOffset, state.length);
    }
}
