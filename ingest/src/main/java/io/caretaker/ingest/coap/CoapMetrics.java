package io.caretaker.ingest.coap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the endpoint counts. Safe for use by several threads. */
final class CoapMetrics {
    enum Event {
        HANDSHAKE,
        HANDSHAKE_FAILED,
        SESSION_ENDED,
        BAD_CREDENTIALS,
        FORMAT_REFUSED,
        SEPARATE_RESPONSE,
        RATE_LIMITED,
        DROPPED
    }

    private final Map<Event, Counter> events = new EnumMap<>(Event.class);
    private final LongAdder waiting = new LongAdder();

    CoapMetrics(MeterRegistry meters) {
        for (Event event : Event.values()) {
            events.put(
                    event,
                    Counter.builder("caretaker.ingest.coap.events")
                            .description("What happened to requests and DTLS sessions of devices")
                            .tag("event", event.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        Gauge.builder("caretaker.ingest.coap.waiting", waiting, LongAdder::sum)
                .description("Requests that wait to become durable")
                .register(meters);
    }

    void count(Event event) {
        events.get(event).increment();
    }

    void waiting(long change) {
        waiting.add(change);
    }
}
