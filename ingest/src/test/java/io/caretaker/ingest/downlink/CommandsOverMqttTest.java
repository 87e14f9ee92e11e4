package io.caretaker.ingest.downlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient.Mqtt5Publishes;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.downlink.mqtt.MqttCommandSender;
import io.caretaker.ingest.downlink.sql.SqlCommandStore;
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
import io.caretaker.ingest.mqtt.MqttDeviceEndpoint;
import io.caretaker.ingest.mqtt.MqttSettings;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.topic.PlainTopics;
import io.caretaker.model.InvalidValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as a real client gets and answers them, kept in SQLite. */
class CommandsOverMqttTest {
    @TempDir
    Path directory;

    private final MovingClock clock = new MovingClock(Estates.NOW);
    private final Registry registry = new Registry(new StoredInMemory(), new SecureRandom(), clock);
    private final Map<String, String> tokens =
            registry.apply(Estates.document("p-1", "p-2")).tokens();
    private final ExecutorService serial = Executors.newSingleThreadExecutor();
    private final Vertx vertx = Vertx.vertx();
    private Jdbi jdbi;
    private DeviceCommands commands;
    private MqttDeviceEndpoint endpoint;

    @BeforeEach
    void open() {
        String url = "jdbc:sqlite:" + directory.resolve("work.db") + "?journal_mode=WAL&transaction_mode=IMMEDIATE";
        Flyway.configure().dataSource(url, null, null).load().migrate();
        jdbi = Jdbi.create(url);
        commands = commands();
        MqttCommandSender sender = new MqttCommandSender(commands, serial);
        HandJournal journal = HandJournal.atOnce();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        TelemetryIntake telemetry =
                new TelemetryIntake(IntakeSettings.defaults(), registry, journal, new KeptLetters(), clock, meters);
        StatusIntake status = new StatusIntake(journal, telemetry, clock);
        endpoint = new MqttDeviceEndpoint(
                vertx,
                MqttSettings.defaults(0, 2),
                registry,
                telemetry,
                status,
                new PlainTopics(telemetry, status, registry, CodecLimits.defaults()),
                new AttemptThrottle(GuardSettings.defaults()),
                System::nanoTime,
                meters,
                sender);
        sender.over(endpoint);
        endpoint.start().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        endpoint.stop().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        serial.shutdownNow();
    }

    @Test
    void aConnectedDeviceGetsTheCommandAcknowledgesAndAnswersIt() throws Exception {
        Mqtt5BlockingClient device = connected();
        try (Mqtt5Publishes received = device.publishes(MqttGlobalPublishFilter.ALL)) {
            listen(device);

            DeviceCommand command = commands.request(dim(40, "li-wei"));

            JsonNode message = message(received);
            assertThat(message.path("id").asText()).isEqualTo(command.id());
            assertThat(message.path("command").asText()).isEqualTo("lamp_dim");
            assertThat(message.path("parameters").path("level").toString()).isEqualTo("40");
            assertThat(Instant.parse(message.path("expires").asText()))
                    .isEqualTo(Estates.NOW.plus(Duration.ofHours(24)));
            awaitState(command, CommandState.ACKNOWLEDGED);
            answer(device, "{\"id\":\"" + command.id() + "\",\"result\":\"executed\"}");
            awaitState(command, CommandState.EXECUTED);
        }
        assertThat(commands.steps(commands.newest("p-1", 1).get(0).id()))
                .extracting(CommandStore.Step::state, CommandStore.Step::actor)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(CommandState.QUEUED, "li-wei"),
                        org.assertj.core.api.Assertions.tuple(CommandState.SENT, "mqtt"),
                        org.assertj.core.api.Assertions.tuple(CommandState.ACKNOWLEDGED, "device:p-1"),
                        org.assertj.core.api.Assertions.tuple(CommandState.EXECUTED, "device:p-1"));
    }

    @Test
    void commandsWaitForTheDeviceAndComeInTheirOrder() throws Exception {
        DeviceCommand first = commands.request(dim(10, "li-wei"));
        DeviceCommand second = commands.request(dim(20, "li-wei"));
        Mqtt5BlockingClient device = connected();
        try (Mqtt5Publishes received = device.publishes(MqttGlobalPublishFilter.ALL)) {
            assertThat(commands.find(first.id()).orElseThrow().state()).isEqualTo(CommandState.QUEUED);

            listen(device);

            assertThat(message(received).path("id").asText()).isEqualTo(first.id());
            assertThat(message(received).path("id").asText()).isEqualTo(second.id());
            answer(device, "{\"id\":\"" + first.id() + "\",\"result\":\"failed\",\"reason\":\"no lamp\"}");
            awaitState(first, CommandState.FAILED);
            assertThat(commands.find(first.id()).orElseThrow().note()).isEqualTo("no lamp");
        }
    }

    @Test
    void anExpiredCommandIsNeverSent() throws Exception {
        DeviceCommand late = commands.request(dim(10, "li-wei"));
        clock.pass(Duration.ofHours(25));
        DeviceCommand fresh = commands.request(dim(20, "li-wei"));
        commands.expire();
        Mqtt5BlockingClient device = connected();
        try (Mqtt5Publishes received = device.publishes(MqttGlobalPublishFilter.ALL)) {
            listen(device);
            assertThat(message(received).path("id").asText()).isEqualTo(fresh.id());
        }
        assertThat(commands.find(late.id()).orElseThrow().state()).isEqualTo(CommandState.EXPIRED);
        assertThat(commands.find(late.id()).orElseThrow().note()).contains("not reached");
    }

    @Test
    void aValveMovesOnlyWhenASecondPersonAgreesInTime() throws Exception {
        Mqtt5BlockingClient device = connected();
        try (Mqtt5Publishes received = device.publishes(MqttGlobalPublishFilter.ALL)) {
            listen(device);
            DeviceCommand valve = commands.request(request("valve_close", Map.of(), "li-wei", Optional.empty()));
            assertThat(valve.state()).isEqualTo(CommandState.AWAITING_CONFIRMATION);
            assertThatThrownBy(() -> commands.confirm(valve.id(), "li-wei"))
                    .isInstanceOf(CommandRefused.class)
                    .hasMessageContaining("second person");

            commands.confirm(valve.id(), "wang");

            assertThat(message(received).path("id").asText()).isEqualTo(valve.id());
            DeviceCommand forgotten = commands.request(request("valve_open", Map.of(), "li-wei", Optional.empty()));
            clock.pass(Duration.ofMinutes(16));
            assertThatThrownBy(() -> commands.confirm(forgotten.id(), "wang")).hasMessageContaining("in time");
            assertThat(commands.find(forgotten.id()).orElseThrow().state()).isEqualTo(CommandState.EXPIRED);
        }
    }

    @Test
    void theSameKeyIsTheSameCommand() {
        CommandRequest once = request("lamp_dim", Map.of("level", 40.0), "li-wei", Optional.of("k-1"));

        assertThat(commands.request(once).id()).isEqualTo(commands.request(once).id());
        assertThat(commands.newest("p-1", 10)).hasSize(1);
        assertThatThrownBy(() -> commands.request(request("lamp_dim", Map.of("level", 41.0), "x", Optional.of("k-1"))))
                .isInstanceOf(CommandRefused.class);
    }

    @Test
    void whatDoesNotFitIsRefusedInWords() {
        assertThatThrownBy(() -> commands.request(dim(140, "li-wei")))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("parameters.level")
                .hasMessageContaining("0 to 100 %");
        assertThatThrownBy(() -> commands.request(request("dance", Map.of(), "li-wei", Optional.empty())))
                .hasMessageContaining("lamp_dim");
        assertThatThrownBy(
                        () -> commands.request(request("read_now", Map.of("speed", 1.0), "li-wei", Optional.empty())))
                .hasMessageContaining("no parameters");
        for (int i = 0; i < 20; i++) {
            commands.request(dim(i, "li-wei"));
        }
        assertThatThrownBy(() -> commands.request(dim(1, "li-wei"))).isInstanceOf(CommandRefused.class);
    }

    @Test
    void anotherDevicesAnswerCountsForNothing() throws Exception {
        DeviceCommand command = commands.request(
                new CommandRequest("p-2", "read_now", Map.of(), "li-wei", Optional.empty(), Optional.empty()));
        Mqtt5BlockingClient device = connected();

        answer(device, "{\"id\":\"" + command.id() + "\",\"result\":\"executed\"}");
        answer(device, "nonsense");
        answer(device, "{\"id\":7,\"result\":[]}");

        drained();
        assertThat(commands.find(command.id()).orElseThrow().state()).isEqualTo(CommandState.QUEUED);
    }

    @Test
    void whatWasOnTheWireWhenTheServiceStoppedWaitsAgain() {
        DeviceCommand command = commands.request(dim(40, "li-wei"));
        commands.tell(command.id(), new CommandEvent.Sent(), "mqtt");

        DeviceCommands restarted = commands();

        assertThat(restarted.queued("p-1")).extracting(DeviceCommand::id).containsExactly(command.id());
    }

    private DeviceCommands commands() {
        return new DeviceCommands(
                CommandCatalogue.shipped(), new SqlCommandStore(jdbi), registry, clock, new SecureRandom());
    }

    private static CommandRequest dim(double level, String by) {
        return request("lamp_dim", Map.of("level", level), by, Optional.empty());
    }

    private static CommandRequest request(
            String name, Map<String, Double> parameters, String by, Optional<String> key) {
        return new CommandRequest("p-1", name, parameters, by, key, Optional.empty());
    }

    private static void listen(Mqtt5BlockingClient device) {
        device.subscribeWith()
                .topicFilter("caretaker/v1/e-1/p-1/command")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
    }

    private static JsonNode message(Mqtt5Publishes received) throws Exception {
        Mqtt5Publish publish = received.receive(10, TimeUnit.SECONDS).orElseThrow();
        assertThat(publish.getTopic().toString()).isEqualTo("caretaker/v1/e-1/p-1/command");
        assertThat(publish.getQos()).isEqualTo(MqttQos.AT_LEAST_ONCE);
        return new ObjectMapper().readTree(publish.getPayloadAsBytes());
    }

    private static void answer(Mqtt5BlockingClient device, String json) {
        try {
            device.publishWith()
                    .topic("caretaker/v1/e-1/p-1/command/result")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(json.getBytes(StandardCharsets.UTF_8))
                    .send();
        } catch (com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException e) {
            assertThat(json).as("refused").doesNotContain("executed");
        }
    }

    private Mqtt5BlockingClient connected() {
        Mqtt5BlockingClient client = MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(endpoint.port())
                .identifier("p-1")
                .buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username("p-1")
                .password(tokens.get("p-1").getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
        return client;
    }

    private void drained() throws Exception {
        serial.submit(() -> {}).get(10, TimeUnit.SECONDS);
    }

    private void awaitState(DeviceCommand command, CommandState state) {
        Instant end = Instant.now().plusSeconds(10);
        while (commands.find(command.id()).orElseThrow().state() != state) {
            assertThat(Instant.now()).as("reaching " + state).isBefore(end);
            Thread.onSpinWait();
        }
    }
}
