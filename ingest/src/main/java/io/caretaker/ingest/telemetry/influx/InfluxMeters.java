package io.caretaker.ingest.telemetry.influx;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of the InfluxDB adapter. */
final class InfluxMeters {
    private final Counter refused;

    InfluxMeters(MeterRegistry registry) {
        refused = Counter.builder("caretaker.telemetry.refused")
                .description("Points that InfluxDB refused for good, or answers of partial writes")
                .register(registry);
    }

    void refused(int points) {
        if (points > 0) {
            refused.increment(points);
        }
    }
}
