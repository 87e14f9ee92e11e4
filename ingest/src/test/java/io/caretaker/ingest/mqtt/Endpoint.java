package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.guard.AttemptThrottle;
import io.caretaker.ingest.guard.GuardSettings;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.ingest.intake.fixture.MovingClock;
import io.caretaker.ingest.intake.fixture.StoredInMemory;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.topic.PlainTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A running endpoint with the devices p-1 and p-2, whose disk is the test. */
final class Endpoint implements AutoCloseable {
    static final String TELEMETRY = "caretaker/v1/e-1/p-1/telemetry";
    static final String STATUS = "caretaker/v1/e-1/p-1/status";
    static final String GOOD = "{\"metric\":\"water_pressure\",\"value\":312.5}";

    final HandJournal journal = HandJournal.atOnce();
    final KeptLetters letters = new KeptLetters();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final MovingClock clock = new MovingClock(Estates.NOW);
    final Registry registry = new Registry(new StoredInMemory(), new SecureRandom(), clock);
    final Map<String, String> tokens;
    final MqttDeviceEndpoint mqtt;
    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(2).setMaxEventLoopExecuteTime(TimeUnit.MILLISECONDS.toNanos(500)));

    Endpoint() {
        this(1_000);
    }

    Endpoint(int receiveMaximum) {
        this(receiveMaximum, Optional.empty(), GuardSettings.defaults());
    }

    Endpoint(int receiveMaximum, Optional<MqttTls> tls, GuardSettings guard) {
        tokens = registry.apply(Estates.document("p-1", "p-2")).tokens();
        TelemetryIntake telemetry =
                new TelemetryIntake(IntakeSettings.defaults(), registry, journal, letters, Estates.CLOCK, meters);
        MqttSettings settings = new MqttSettings(
                "127.0.0.1",
                0,
                2,
                256 * 1024,
                receiveMaximum,
                1024 * 1024,
                100,
                100,
                Duration.ofSeconds(5),
                guard,
                tls);
        StatusIntake status = new StatusIntake(journal, telemetry, Estates.CLOCK);
        mqtt = new MqttDeviceEndpoint(
                vertx,
                settings,
                registry,
                telemetry,
                status,
                new PlainTopics(telemetry, status, registry, CodecLimits.defaults()),
                new AttemptThrottle(guard),
                System::nanoTime,
                meters,
                CommandTraffic.NONE);
        mqtt.start().toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return mqtt.port();
    }

    String token(String device) {
        return tokens.get(device);
    }

    double events(String event) {
        return meters.get("caretaker.ingest.mqtt.events")
                .tag("event", event)
                .counter()
                .count();
    }

    double rejected(String reason) {
        return meters.get("caretaker.ingest.rejected")
                .tag("protocol", "mqtt")
                .tag("reason", reason)
                .counter()
                .count();
    }

    /** Waits for what another thread brings about; 10 s at most. */
    static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not happen within 10 s: " + what);
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    @Override
    public void close() {
        mqtt.stop().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
