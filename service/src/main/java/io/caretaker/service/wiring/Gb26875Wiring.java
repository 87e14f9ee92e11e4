package io.caretaker.service.wiring;

import io.caretaker.ingest.gb26875.tcp.Gb26875Endpoint;
import io.caretaker.ingest.gb26875.tcp.Gb26875Settings;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.service.clock.ServiceClock;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.config.Gb26875Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** GB/T 26875.3 as a bean. Ask for it by {@code Instance}: it is made when it is first needed. */
@ApplicationScoped
class Gb26875Wiring {
    private static final int MAX_REFUSED = 100;
    private static final Duration FRAME_TIMEOUT = Duration.ofSeconds(5);
    /** Devices repeat an unanswered frame within seconds; those that lost the line, within minutes. */
    private static final Duration RETRANSMISSION_WINDOW = Duration.ofMinutes(10);

    private static final Duration OLDEST = Duration.ofDays(7);

    @Produces
    @Singleton
    Gb26875Endpoint gb26875(
            CaretakerConfig config,
            Vertx vertx,
            Registry registry,
            TelemetryIntake telemetry,
            StatusIntake status,
            ServiceClock clock,
            MeterRegistry meters) {
        Gb26875Config gb = config.gb26875();
        Duration maxAge = config.ingest().maxAge().dividedBy(2); // far enough from what the intake refuses
        Gb26875Settings settings = new Gb26875Settings(
                gb.host(),
                gb.port(),
                gb.maxConnections(),
                gb.maxInFlight(),
                MAX_REFUSED,
                gb.idleTimeout(),
                FRAME_TIMEOUT,
                RETRANSMISSION_WINDOW,
                OLDEST.compareTo(maxAge) < 0 ? OLDEST : maxAge,
                gb.endSlip(),
                gb.setClock(),
                PemCertificate.of("caretaker.gb26875", gb.tlsCertificate(), gb.tlsKey()));
        return new Gb26875Endpoint(vertx, settings, registry, telemetry, status, clock, System::nanoTime, meters);
    }
}
