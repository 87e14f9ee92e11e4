package io.caretaker.service.clock;

import io.caretaker.model.Times;
import io.caretaker.service.pipeline.JournaledCommands;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Journals a tick at the configured pace, unless whoever drives the clock does it. */
@ApplicationScoped
public class TickSource {
    private static final Logger LOG = Logger.getLogger(TickSource.class);

    private final ServiceClock clock;
    private final JournaledCommands journal;

    TickSource(ServiceClock clock, JournaledCommands journal) {
        this.clock = clock;
        this.journal = journal;
    }

    @Scheduled(every = "${caretaker.clock.tick:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        if (clock.isDriven()) {
            return;
        }
        journal.tick(Times.micros(clock.instant())).exceptionally(failure -> {
            LOG.warnf("tick not applied reason=%s", failure.getMessage());
            return null;
        });
    }
}
