package io.caretaker.service.wiring;

import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.meter.PollLine;
import io.caretaker.ingest.meter.tcp.MeterListener;
import io.caretaker.ingest.meter.tcp.MeterMetrics;
import io.caretaker.ingest.meter.tcp.MeterPoller;
import io.caretaker.ingest.meter.tcp.MeterSettings;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.config.MetersConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Meters on serial lines as beans. Ask for them by {@code Instance}: each is made when it is first needed. */
@ApplicationScoped
class MetersWiring {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FRAME_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_IN_FLIGHT = 64;

    @Produces
    @Singleton
    MeterMetrics meterMetrics(MeterRegistry meters) {
        return new MeterMetrics(meters);
    }

    @Produces
    @Singleton
    MeterPoller poller(
            CaretakerConfig config, Vertx vertx, Registry registry, TelemetryIntake telemetry, MeterMetrics metrics) {
        return new MeterPoller(vertx, settings(config.meters()), registry, telemetry, System::nanoTime, metrics);
    }

    @Produces
    @Singleton
    MeterListener listener(
            CaretakerConfig config, Vertx vertx, Registry registry, TelemetryIntake telemetry, MeterMetrics metrics) {
        return new MeterListener(vertx, settings(config.meters()), registry, telemetry, System::nanoTime, metrics);
    }

    private static MeterSettings settings(MetersConfig meters) {
        MetersConfig.Poll poll = meters.poll();
        MetersConfig.Listen listen = meters.listen();
        return new MeterSettings(
                new PollLine.Timing(poll.answerTimeout(), poll.attempts(), poll.pause()),
                CONNECT_TIMEOUT,
                Optional.of(new MeterSettings.Listen(
                        listen.host(),
                        listen.port(),
                        listen.maxConnections(),
                        MAX_IN_FLIGHT,
                        listen.idleTimeout(),
                        FRAME_TIMEOUT,
                        PemCertificate.of("caretaker.meters.listen", listen.tlsCertificate(), listen.tlsKey()))));
    }
}
