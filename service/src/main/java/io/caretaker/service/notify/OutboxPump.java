package io.caretaker.service.notify;

import io.caretaker.alerting.notify.OutboxSender;
import io.caretaker.model.incident.IncidentBatch;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.service.console.ChangeFeed;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Sends what is due: at once when incidents have changed, and every second for what is tried again. */
@ApplicationScoped
class OutboxPump {
    private static final Logger LOG = Logger.getLogger(OutboxPump.class);

    private final OutboxSender sender;
    private final Multi<IncidentBatch> changes;

    OutboxPump(OutboxSender sender, ChangeFeed feed) {
        this.sender = sender;
        this.changes = feed.batches();
    }

    void start(@Observes @Priority(StartOrder.PEOPLE) StartupEvent event) {
        changes.filter(OutboxPump::mayNotify)
                .onOverflow()
                .drop()
                .subscribe()
                .with(batch -> send(), failure -> LOG.errorf(failure, "changes no longer followed; the timer goes on"));
    }

    private static boolean mayNotify(IncidentBatch batch) {
        return batch.items().stream().anyMatch(item -> !(item instanceof IncidentItem.TickItem));
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void send() {
        sender.sendDue().exceptionally(failure -> {
            LOG.errorf(failure, "outbox not readable");
            return 0;
        });
    }
}
