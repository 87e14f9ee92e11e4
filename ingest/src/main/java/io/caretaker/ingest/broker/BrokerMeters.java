package io.caretaker.ingest.broker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What one broker's connection counts. Safe for use by several threads. */
final class BrokerMeters {
    /** What became of a message. */
    enum Event {
        TAKEN,
        REJECTED,
        RETAINED,
        /** The journal did not take it: with QoS 1 the broker sends it again, with QoS 0 it is lost. */
        UNAVAILABLE
    }

    private final Map<Event, Counter> messages = new EnumMap<>(Event.class);
    private final Counter connections;
    private final AtomicBoolean connected = new AtomicBoolean();
    private final AtomicInteger waiting = new AtomicInteger();

    BrokerMeters(MeterRegistry meters, String broker) {
        for (Event event : Event.values()) {
            messages.put(
                    event,
                    Counter.builder("caretaker.ingest.broker.messages")
                            .description("Messages of brokers by what became of them")
                            .tag("broker", broker)
                            .tag("outcome", event.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        connections = Counter.builder("caretaker.ingest.broker.connections")
                .description("Connections made to the broker; more than one: it was lost in between")
                .tag("broker", broker)
                .register(meters);
        Gauge.builder("caretaker.ingest.broker.connected", connected, c -> c.get() ? 1 : 0)
                .description("1 while connected and subscribed")
                .tag("broker", broker)
                .register(meters);
        Gauge.builder("caretaker.ingest.broker.waiting", waiting, AtomicInteger::get)
                .description("Messages of the broker that wait to become durable")
                .tag("broker", broker)
                .register(meters);
    }

    void count(Event event) {
        messages.get(event).increment();
    }

    void connected(boolean now) {
        if (connected.getAndSet(now) != now && now) {
            connections.increment();
        }
    }

    void waiting(int now) {
        waiting.set(now);
    }
}
