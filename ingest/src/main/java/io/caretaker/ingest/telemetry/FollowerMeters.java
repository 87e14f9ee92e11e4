package io.caretaker.ingest.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of the way from the journal into the reading store. */
final class FollowerMeters {
    private final Counter readings;
    private final Counter failures;
    private volatile boolean down;

    FollowerMeters(MeterRegistry registry, TelemetryFollower follower) {
        Gauge.builder("caretaker.telemetry.lag.entries", follower, TelemetryFollower::lag)
                .description("Journal entries that are not in the reading store yet")
                .register(registry);
        Gauge.builder("caretaker.telemetry.store.up", this, m -> m.down ? 0 : 1)
                .description("1 while the reading store takes readings, 0 while it fails")
                .register(registry);
        readings = Counter.builder("caretaker.telemetry.readings")
                .description("Readings written to the reading store")
                .register(registry);
        failures = Counter.builder("caretaker.telemetry.write.failures")
                .description("Attempts to write that failed")
                .register(registry);
    }

    boolean isDown() {
        return down;
    }

    void written(int count) {
        readings.increment(count);
    }

    void failed() {
        down = true;
        failures.increment();
    }

    void up() {
        down = false;
    }
}
