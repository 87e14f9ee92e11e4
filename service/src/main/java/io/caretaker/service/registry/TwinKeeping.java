package io.caretaker.service.registry;

import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.twin.Twins;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Writes twins down now and then, and forgets those of devices that are gone. */
@ApplicationScoped
class TwinKeeping {
    private static final Logger LOG = Logger.getLogger(TwinKeeping.class);
    /** After the doors, so that the last words are kept, and before the stages. */
    private static final int AFTER_DOORS = StartOrder.DOORS_CLOSE + 10;

    private final Twins twins;
    private final Registry registry;

    TwinKeeping(Twins twins, Registry registry) {
        this.twins = twins;
        this.registry = registry;
    }

    void start(@Observes @Priority(StartOrder.STAGES) StartupEvent event) {
        twins.retain(registry.current());
        registry.onChange(change -> {
            if (!change.disconnected().isEmpty()) {
                twins.retain(change.topology());
            }
        });
    }

    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        try {
            twins.flush();
        } catch (RuntimeException e) {
            LOG.warn("device twins not written, trying again in half a minute", e);
        }
    }

    void stop(@Observes @Priority(AFTER_DOORS) ShutdownEvent event) {
        write();
    }
}
