package io.caretaker.ingest.meter.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.ingest.meter.MeterEstate;
import io.caretaker.ingest.meter.PollLine;
import io.caretaker.ingest.meter.PollLineTest;
import io.caretaker.ingest.meter.tcp.MeterMetrics.Event;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeterOverTcpTest {
    private static final byte[] PUSHED = HexFormat.of()
            .parseHex("fefe6810443322110033788116" + "1f9000" + "007766552c007766552c31012211051520" + "2184" + "1316");

    private final HandJournal journal = HandJournal.atOnce();
    private final KeptLetters letters = new KeptLetters();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MeterMetrics metrics = new MeterMetrics(meters);
    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(2).setMaxEventLoopExecuteTime(TimeUnit.MILLISECONDS.toNanos(500)));
    private volatile Topology topology = MeterEstate.topology("", Duration.ofSeconds(1));
    private final TelemetryIntake telemetry =
            new TelemetryIntake(IntakeSettings.defaults(), () -> topology, journal, letters, Estates.CLOCK, meters);
    private final MeterSettings settings = new MeterSettings(
            new PollLine.Timing(Duration.ofMillis(200), 2, Duration.ofMillis(5)),
            Duration.ofSeconds(1),
            Optional.of(new MeterSettings.Listen(
                    "127.0.0.1", 0, 2, 4, Duration.ofMinutes(1), Duration.ofMillis(200), Optional.empty())));
    private final MeterPoller poller =
            new MeterPoller(vertx, settings, () -> topology, telemetry, System::nanoTime, metrics);
    private final MeterListener listener =
            new MeterListener(vertx, settings, () -> topology, telemetry, System::nanoTime, metrics);

    @AfterEach
    void stop() {
        poller.stop().toCompletionStage().toCompletableFuture().join();
        listener.stop().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void metersOfBothProtocolsOnOneLineBecomeReadings() throws IOException {
        try (SerialServer server = new SerialServer(0, PollLineTest::answer)) {
            ask(server.port());

            await(
                    "both meters twice",
                    () -> journal.entries(ReadingsReceived.class).size() >= 4);

            assertThat(readingsOf("inlet"))
                    .anyMatch(r -> r.metric().equals("water_volume_total") && r.value() == 12.34);
            assertThat(readingsOf("cabinet")).anyMatch(r -> r.metric().equals("circuit_power") && r.value() == 220.1);
            assertThat(server.connections).as("the connection is kept").hasValue(1);
            assertThat(letters.all()).isEmpty();
        }
    }

    @Test
    void aLineThatBreaksIsConnectedAgain() throws IOException {
        try (SerialServer server = new SerialServer(0, PollLineTest::answer)) {
            ask(server.port());
            await("a poll", () -> events(Event.POLLED) > 0);

            server.hangUp();

            await("a second connection", () -> server.connections.get() == 2);
            double before = events(Event.POLLED);
            await("polls go on", () -> events(Event.POLLED) > before);
        }
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() throws IOException {
        int port;
        try (SerialServer probe = new SerialServer(0, PollLineTest::answer)) {
            port = probe.port();
        }
        ask(port);
        await("both are missed", () -> events(Event.UNREACHABLE) >= 2);

        try (SerialServer server = new SerialServer(port, PollLineTest::answer)) {
            await("polled after all", () -> events(Event.POLLED) > 0);
            assertThat(server.questions).isNotEmpty();
        }
    }

    @Test
    void aDeadMeterDoesNotKeepTheOthersFromBeingAsked() throws IOException {
        try (SerialServer server =
                new SerialServer(0, question -> question[4 + 7] == 0x68 ? PollLineTest.answer(question) : null)) {
            ask(server.port());

            await("the cabinet answers", () -> readingsOf("cabinet").size() >= 6);
            await("the water meter is missed", () -> events(Event.SILENT) > 0);
            assertThat(readingsOf("inlet")).isEmpty();
        }
    }

    @Test
    void aMeterThatLeavesTheRegistryIsNotAskedAnyMore() throws IOException {
        try (SerialServer server = new SerialServer(0, PollLineTest::answer)) {
            ask(server.port());
            await("a poll", () -> events(Event.POLLED) > 0);

            topology = MeterEstate.topology("", Duration.ofSeconds(1));
            poller.refresh();

            await(
                    "the line is closed",
                    () -> meters.get("caretaker.ingest.meters.lines").gauge().value() == 0);
        }
    }

    @Test
    void whatAGatewayHandsOnBecomesReadings() throws IOException {
        try (Socket gateway = dial()) {
            gateway.getOutputStream().write("DTU-0017 registers\r\n".getBytes(StandardCharsets.US_ASCII));
            gateway.getOutputStream().write(PUSHED);

            await("the reading", () -> !readingsOf("inlet").isEmpty());
        }
        assertThat(readingsOf("inlet"))
                .extracting(r -> r.metric() + " " + r.value())
                .containsExactlyInAnyOrder("water_volume_total 556677.0", "valve_closed 1.0", "battery_low 0.0");
    }

    @Test
    void aMeterThatNobodyRegisteredLeavesADeadLetterWithItsAddress() throws IOException {
        byte[] stranger = PUSHED.clone();
        stranger[4] = 0x45;
        stranger[stranger.length - 2]++;
        try (Socket gateway = dial()) {
            gateway.getOutputStream().write(stranger);
            await("the letter", () -> !letters.all().isEmpty());
        }
        assertThat(letters.all()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(RejectReason.UNKNOWN_DEVICE);
            assertThat(letter.source()).isEqualTo("cjt188:78330011223345");
        });
    }

    @Test
    void aSlowDiskStopsTheReadingOfTheSocket() throws IOException {
        journal.durableAtOnce(false);
        try (Socket gateway = dial()) {
            for (int i = 0; i < 20; i++) {
                gateway.getOutputStream().write(PUSHED);
            }
            await("reading stops", () -> events(Event.READING_PAUSED) > 0);
            assertThat(journal.waiting()).isEqualTo(4);

            journal.durableAtOnce(true);
            journal.sync();

            await(
                    "all are stored",
                    () -> journal.entries(ReadingsReceived.class).size() == 20);
        }
    }

    @Test
    void whoeverSendsMuchAndNoTelegramIsSentAway() throws IOException {
        try (Socket gateway = dial()) {
            gateway.getOutputStream().write(new byte[70_000]);
            await("sent away", () -> events(Event.EXPELLED) == 1);
        }
    }

    private void ask(int port) {
        topology = MeterEstate.topology("@127.0.0.1:" + port, Duration.ofSeconds(1));
        poller.refresh();
    }

    private Socket dial() throws IOException {
        int port = listener.start().toCompletionStage().toCompletableFuture().join();
        return new Socket("127.0.0.1", port);
    }

    private List<Reading> readingsOf(String device) {
        return journal.entries(ReadingsReceived.class).stream()
                .filter(e -> e.device().equals(device))
                .flatMap(e -> e.readings().stream())
                .toList();
    }

    private double events(Event event) {
        return meters.get("caretaker.ingest.meters.events")
                .tag("event", event.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }

    /** Waits for what another thread brings about; 10 s at most. */
    private static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not happen within 10 s: " + what);
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
