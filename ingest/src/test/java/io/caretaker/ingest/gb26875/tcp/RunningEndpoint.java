package io.caretaker.ingest.gb26875.tcp;

import io.caretaker.ingest.gb26875.FireEstate;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A running endpoint for the fire estate, whose disk is the test. */
final class RunningEndpoint implements AutoCloseable {
    final HandJournal journal = HandJournal.atOnce();
    final KeptLetters letters = new KeptLetters();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicLong nanos = new AtomicLong();
    final Topology topology = FireEstate.topology();
    final Gb26875Endpoint endpoint;
    final int port;
    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(2).setMaxEventLoopExecuteTime(TimeUnit.MILLISECONDS.toNanos(500)));

    RunningEndpoint() {
        this(8, false, Optional.empty());
    }

    RunningEndpoint(int maxInFlight, boolean setClock, Optional<KeyCertOptions> certificate) {
        TelemetryIntake telemetry =
                new TelemetryIntake(IntakeSettings.defaults(), () -> topology, journal, letters, Estates.CLOCK, meters);
        Gb26875Settings settings = new Gb26875Settings(
                "127.0.0.1",
                0,
                3,
                maxInFlight,
                5,
                Duration.ofMinutes(1),
                Duration.ofMillis(200),
                Duration.ofMinutes(5),
                Duration.ofDays(7),
                true,
                setClock,
                certificate);
        endpoint = new Gb26875Endpoint(
                vertx,
                settings,
                () -> topology,
                telemetry,
                new StatusIntake(journal, telemetry, Estates.CLOCK),
                Estates.CLOCK,
                nanos::get,
                meters);
        port = endpoint.start().toCompletionStage().toCompletableFuture().join();
    }

    List<ReadingsReceived> readings() {
        return journal.entries(ReadingsReceived.class);
    }

    List<String> status() {
        return journal.entries(DeviceStatusChanged.class).stream()
                .map(e -> e.device() + " " + e.online())
                .toList();
    }

    double events(Gb26875Metrics.Event event) {
        return meters.get("caretaker.ingest.gb26875.events")
                .tag("event", event.name().toLowerCase(Locale.ROOT))
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
        endpoint.stop().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
