package io.caretaker.ingest.modbus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What polling counts. Safe for use by several threads. */
final class ModbusMetrics {
    enum Outcome {
        /** Everything asked was answered. */
        ANSWERED,
        /** The unit answered, but not everything. */
        PARTLY,
        SILENT
    }

    private final Map<Outcome, Counter> polls = new EnumMap<>(Outcome.class);
    private final AtomicInteger units = new AtomicInteger();
    private final AtomicInteger offline = new AtomicInteger();
    private final AtomicInteger faulty = new AtomicInteger();
    private final AtomicInteger gateways = new AtomicInteger();

    ModbusMetrics(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            polls.put(
                    outcome,
                    Counter.builder("caretaker.ingest.modbus.polls")
                            .description("Polls of Modbus units")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        gauge(meters, "units", units, "Modbus units that are polled");
        gauge(meters, "offline", offline, "Modbus units that do not answer");
        gauge(meters, "faulty", faulty, "Modbus devices whose address or mapping does not fit; see the dead letters");
        gauge(meters, "gateways", gateways, "Hosts and ports that Modbus units are behind; the limit is a setting");
    }

    private static void gauge(MeterRegistry meters, String name, AtomicInteger value, String description) {
        Gauge.builder("caretaker.ingest.modbus." + name, value, AtomicInteger::get)
                .description(description)
                .register(meters);
    }

    void polled(Outcome outcome) {
        polls.get(outcome).increment();
    }

    void planned(int unitsNow, int faultyNow, int gatewaysNow) {
        units.set(unitsNow);
        faulty.set(faultyNow);
        gateways.set(gatewaysNow);
    }

    void offline(int now) {
        offline.set(now);
    }
}
