package io.caretaker.service.console;

import io.caretaker.model.incident.IncidentBatch;
import io.caretaker.service.pipeline.Channels;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What was committed last, to everybody who listens. Each listener has a bounded buffer of its own. */
@ApplicationScoped
public class ChangeFeed {
    private static final int BUFFER = 256;

    private final BroadcastProcessor<IncidentBatch> processor = BroadcastProcessor.create();

    @Incoming(Channels.INCIDENTS_CHANGED)
    void committed(IncidentBatch batch) {
        processor.onNext(batch);
    }

    /** The batches from now on; a slow listener is let go when its buffer is full, and may come back. */
    public Multi<IncidentBatch> batches() {
        return processor.onOverflow().buffer(BUFFER).onFailure().recoverWithCompletion();
    }
}
