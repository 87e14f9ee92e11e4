package io.caretaker.ingest.meter.tcp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens to meters and their lines. Safe for use by several threads. */
public final class MeterMetrics {
    enum Event {
        /** A meter was asked and answered. */
        POLLED,
        /** A meter did not answer any attempt. */
        SILENT,
        /** A meter answered that it cannot answer. */
        FAULT,
        UNREADABLE,
        /** Polls left out because the serial server could not be reached. */
        UNREACHABLE,
        /** What a meter said could not be stored now: it is asked again in its next turn. */
        UNAVAILABLE,
        CONNECTED,
        BUSY,
        CLOSED,
        /** A gateway that sent much and no telegram. */
        EXPELLED,
        /** A meter spoke by itself. */
        PUSHED,
        UNKNOWN_METER,
        READING_PAUSED
    }

    private final Map<Event, Counter> events = new EnumMap<>(Event.class);
    private final AtomicInteger lines = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    public MeterMetrics(MeterRegistry meters) {
        for (Event event : Event.values()) {
            events.put(
                    event,
                    Counter.builder("caretaker.ingest.meters.events")
                            .description("What happened to meters on serial lines")
                            .tag("event", event.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        Gauge.builder("caretaker.ingest.meters.lines", lines, AtomicInteger::get)
                .description("Serial servers that are connected to")
                .register(meters);
        Gauge.builder("caretaker.ingest.meters.connections", connections, AtomicInteger::get)
                .description("Gateways of meters that dialled in; the capacity is a setting")
                .register(meters);
    }

    void count(Event event) {
        events.get(event).increment();
    }

    void count(Event event, int times) {
        events.get(event).increment(times);
    }

    void lines(int change) {
        lines.addAndGet(change);
    }

    int connections(int change) {
        return connections.addAndGet(change);
    }
}
