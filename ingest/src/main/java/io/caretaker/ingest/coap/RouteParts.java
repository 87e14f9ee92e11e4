package io.caretaker.ingest.coap;

import io.caretaker.ingest.guard.TokenBuckets;
import io.caretaker.ingest.intake.TelemetryIntake;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/** What every route of the endpoint works with. */
record RouteParts(
        CoapSettings settings,
        Senders senders,
        TelemetryIntake telemetry,
        TokenBuckets perDevice,
        ScheduledExecutorService timer,
        LongSupplier nanoTime,
        CoapMetrics metrics) {}
