package io.caretaker.ingest.meter.tcp;

import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.meter.MeterBook;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What lines and connections work with. */
record MeterParts(
        Vertx vertx,
        MeterSettings settings,
        Supplier<MeterBook> book,
        TelemetryIntake telemetry,
        LongSupplier nanoTime,
        MeterMetrics metrics) {}
