package io.caretaker.ingest.gb26875.tcp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the endpoint counts. Safe for use by several threads. */
final class Gb26875Metrics {
    /** What happened to connections and frames. */
    enum Event {
        CONNECTED,
        /** More connections than allowed: closed at once. */
        BUSY,
        CLOSED,
        /** Closed for too many denied frames, or for noise without a frame. */
        EXPELLED,
        FRAME,
        CONFIRMED,
        DENIED,
        RETRANSMISSION,
        CHECKSUM,
        UNKNOWN_SOURCE,
        MALFORMED,
        /** A command that is not the device's to send. */
        UNEXPECTED,
        /** Not answered, so that the device sends it again: the journal does not take it. */
        UNAVAILABLE,
        /** Taken with the end mark 35 35. */
        END_SLIP,
        /** Bytes between frames, by row of bytes. */
        NOISE,
        /** The device confirmed what we sent. */
        DEVICE_CONFIRMED,
        DEVICE_DENIED,
        READING_PAUSED
    }

    private final Map<Event, Counter> events = new EnumMap<>(Event.class);
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    Gb26875Metrics(MeterRegistry meters) {
        for (Event event : Event.values()) {
            events.put(
                    event,
                    Counter.builder("caretaker.ingest.gb26875.events")
                            .description("What happened to connections and frames of fire transmission devices")
                            .tag("event", event.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        Gauge.builder("caretaker.ingest.gb26875.connections", connections, AtomicInteger::get)
                .description("Connected fire transmission devices; the capacity is a setting")
                .register(meters);
        Gauge.builder("caretaker.ingest.gb26875.waiting", waiting, AtomicInteger::get)
                .description("Frames that wait to become durable")
                .register(meters);
    }

    void count(Event event) {
        events.get(event).increment();
    }

    int connections(int change) {
        return connections.addAndGet(change);
    }

    void waiting(int change) {
        waiting.addAndGet(change);
    }
}
