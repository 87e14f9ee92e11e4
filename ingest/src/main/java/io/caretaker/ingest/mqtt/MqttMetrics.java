package io.caretaker.ingest.mqtt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the endpoint counts. Safe for use by several threads. */
final class MqttMetrics {
    /** How a connection was answered or ended. */
    enum Event {
        CONNECTED,
        BAD_CREDENTIALS,
        /** Too many failed attempts of late: not even looked at. */
        THROTTLED,
        TOO_MANY_OF_ADDRESS,
        BUSY,
        TAKEN_OVER,
        DISCONNECTED,
        CONNECTION_LOST,
        KEEP_ALIVE_EXPIRED,
        PROTOCOL_ERROR,
        MESSAGE_TOO_LARGE,
        TOPIC_REFUSED,
        QUOTA_EXCEEDED,
        READING_PAUSED,
        /** Not read for a while because more messages came than one device may send. */
        SLOWED_DOWN
    }

    private final Map<Event, Counter> events = new EnumMap<>(Event.class);
    private final LongAdder waiting = new LongAdder();

    MqttMetrics(MeterRegistry meters, Sessions sessions) {
        for (Event event : Event.values()) {
            events.put(
                    event,
                    Counter.builder("caretaker.ingest.mqtt.events")
                            .description("What happened to connections of devices")
                            .tag("event", event.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        Gauge.builder("caretaker.ingest.mqtt.connections", sessions, Sessions::size)
                .description("Devices connected by MQTT; the capacity is a setting")
                .register(meters);
        Gauge.builder("caretaker.ingest.mqtt.waiting", waiting, LongAdder::sum)
                .description("Published messages that wait to become durable")
                .register(meters);
    }

    void count(Event event) {
        events.get(event).increment();
    }

    void waiting(long change) {
        waiting.add(change);
    }
}
