package io.caretaker.alerting.notify;

import io.caretaker.model.notify.Notification;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * What can be seen of notifications from outside: {@code caretaker.notify.waiting}, {@code
 * caretaker.notify.oldest.age} (seconds) and {@code caretaker.notify.messages} by outcome. Safe for use by several
 * threads; the gauges ask the store when they are read.
 */
public final class OutboxMetrics implements DeliveryListener {
    private final Counter sent;
    private final Counter failed;
    private final DeliveryListener next;

    /** @param next hears everything too */
    public OutboxMetrics(MeterRegistry registry, Outbox outbox, Clock wall, DeliveryListener next) {
        this.next = next;
        this.sent = counter(registry, "sent");
        this.failed = counter(registry, "failed");
        Gauge.builder("caretaker.notify.waiting", outbox, o -> o.backlog().waiting())
                .description("Notifications that are not sent yet")
                .register(registry);
        Gauge.builder("caretaker.notify.oldest.age", outbox, o -> age(o, wall))
                .baseUnit("seconds")
                .description("How long the oldest of them has waited")
                .register(registry);
    }

    @Override
    public void delivered(Notification notification) {
        sent.increment();
        next.delivered(notification);
    }

    @Override
    public void givenUp(Notification notification, String reason) {
        failed.increment();
        next.givenUp(notification, reason);
    }

    private static double age(Outbox outbox, Clock wall) {
        long oldest = outbox.backlog().oldestEnqueuedMicros();
        return oldest == 0 ? 0 : Math.max(0, wall.millis() - oldest / 1_000) / 1_000.0;
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("caretaker.notify.messages")
                .tag("outcome", outcome)
                .description("Notifications that ended, by how")
                .register(registry);
    }
}
