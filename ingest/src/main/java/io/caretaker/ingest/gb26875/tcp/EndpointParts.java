package io.caretaker.ingest.gb26875.tcp;

import io.caretaker.ingest.gb26875.AddressBook;
import io.caretaker.ingest.gb26875.FrameCodec;
import io.caretaker.ingest.gb26875.Retransmissions;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What every connection of the endpoint works with. All connections share one event loop. */
record EndpointParts(
        Vertx vertx,
        Gb26875Settings settings,
        FrameCodec codec,
        Supplier<AddressBook> book,
        TelemetryIntake telemetry,
        Retransmissions retransmissions,
        OnlineDevices online,
        Clock clock,
        LongSupplier nanoTime,
        Gb26875Metrics metrics) {}
