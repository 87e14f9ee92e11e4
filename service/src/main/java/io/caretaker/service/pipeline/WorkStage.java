package io.caretaker.service.pipeline;

import io.caretaker.model.fault.DetectedBatch;
import io.caretaker.model.incident.IncidentBatch;
import io.caretaker.service.operations.PipelineMeters;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/**
 * Folds faults into incidents, calls and tasks, and commits them with the journal offset in one transaction: whatever is
 * told to people is on disk, and a batch is applied once however often it comes.
 */
@ApplicationScoped
public class WorkStage {
    private final WorkStateStore store;
    private final AppliedOffsets applied;
    private final PipelineMeters meters;
    private WorkFold fold;
    private volatile long committed;

    WorkStage(WorkStateStore store, AppliedOffsets applied, PipelineMeters meters) {
        this.store = store;
        this.applied = applied;
        this.meters = meters;
    }

    /** Goes back to what was committed last. */
    synchronized void resume() {
        committed = store.committedOffset();
        fold = store.restore();
        applied.advance(committed);
    }

    long committedOffset() {
        return committed;
    }

    @Incoming(Channels.FAULTS_DETECTED)
    @Outgoing(Channels.INCIDENTS_CHANGED)
    @Blocking
    synchronized IncidentBatch work(DetectedBatch batch) {
        if (batch.nextOffset() <= committed) {
            return new IncidentBatch(batch.nextOffset(), List.of());
        }
        if (batch.items().isEmpty()) {
            // Nothing came of it, so nothing is written: folded again after a crash, nothing would come of it again.
            return reached(batch.nextOffset(), new IncidentBatch(batch.nextOffset(), List.of()));
        }
        WorkFold.Result result = fold.apply(batch.items());
        store.commit(batch, result);
        meters.folded(
                batch,
                result.incidents().size(),
                result.notifications().size(),
                result.tasks().size());
        return reached(batch.nextOffset(), new IncidentBatch(batch.nextOffset(), result.items()));
    }

    private IncidentBatch reached(long nextOffset, IncidentBatch answer) {
        committed = nextOffset;
        applied.advance(nextOffset);
        return answer;
    }
}
