package io.caretaker.ingest.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.caretaker.ingest.broker.BrokerConnection;
import io.caretaker.ingest.broker.BrokerSettings;
import io.caretaker.ingest.broker.Mosquitto;
import io.caretaker.ingest.broker.TopicRouter;
import io.caretaker.ingest.downlink.mqtt.BrokerCommandSender;
import io.caretaker.ingest.downlink.sql.SqlCommandStore;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.ingest.mqtt.BrokerIntake;
import io.caretaker.model.estate.Topology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that speak the product's topics on a broker of the estate, a real Mosquitto. */
class CommandsBehindABrokerTest {
    private static final Topology TOPOLOGY = Estates.topology("p-1");
    private static final String TOPIC = "caretaker/v1/e-1/p-1/";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService serial = Executors.newSingleThreadExecutor();
    private final Set<String> elsewhere = ConcurrentHashMap.newKeySet();
    private final KeptLetters letters = new KeptLetters();
    private Mosquitto mosquitto;
    private BrokerConnection broker;
    private DeviceCommands commands;
    private Mqtt3BlockingClient device;
    private Mqtt3BlockingClient.Mqtt3Publishes received;

    @BeforeEach
    void open() throws IOException {
        mosquitto = new Mosquitto(directory, "persistence false");
        String url = "jdbc:sqlite:" + directory.resolve("work.db") + "?journal_mode=WAL&transaction_mode=IMMEDIATE";
        Flyway.configure().dataSource(url, null, null).load().migrate();
        commands = new DeviceCommands(
                CommandCatalogue.shipped(),
                new SqlCommandStore(Jdbi.create(url)),
                () -> TOPOLOGY,
                Estates.CLOCK,
                new SecureRandom());
        BrokerCommandSender sender = new BrokerCommandSender(commands, () -> TOPOLOGY, elsewhere::contains, serial);
        HandJournal journal = HandJournal.atOnce();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        TelemetryIntake telemetry =
                new TelemetryIntake(IntakeSettings.defaults(), () -> TOPOLOGY, journal, letters, Estates.CLOCK, meters);
        StatusIntake status = new StatusIntake(journal, telemetry, Estates.CLOCK);
        BrokerIntake intake = new BrokerIntake(telemetry, status, () -> TOPOLOGY, sender);
        broker = new BrokerConnection(
                vertx, settings(), new TopicRouter(List.of(intake), telemetry), Optional.empty(), () -> 0.5, meters);
        sender.over((name, topic, payload, qos) -> broker.publish(topic, payload, qos));
        broker.start();
        device = MqttClient.builder()
                .useMqttVersion3()
                .identifier("p-1")
                .serverHost("127.0.0.1")
                .serverPort(mosquitto.port())
                .buildBlocking();
        device.connect();
        received = device.publishes(MqttGlobalPublishFilter.SUBSCRIBED);
        Awaitility.await().until(() -> broker.state().connected());
    }

    @AfterEach
    void close() {
        device.disconnect();
        broker.stop().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        mosquitto.close();
        serial.shutdownNow();
    }

    @Test
    void aCommandWaitsUntilTheDeviceIsHeardAndItsStatusSaysWhatBecameOfIt() throws Exception {
        listen();
        DeviceCommand command = ask("lamp_dim", Map.of("level", 40.0));
        assertThat(state(command)).isEqualTo(CommandState.QUEUED);

        publish("telemetry", "{\"readings\":[{\"metric\":\"temperature\",\"value\":21}]}");

        assertThat(id()).isEqualTo(command.id());
        reaches(command, CommandState.SENT);
        publish("command/result", "{\"id\":\"" + command.id() + "\",\"result\":\"acknowledged\"}");
        reaches(command, CommandState.ACKNOWLEDGED);
        publish("status", "{\"command\":{\"id\":\"" + command.id() + "\",\"result\":\"executed\"}}");
        reaches(command, CommandState.EXECUTED);
    }

    @Test
    void whatMetNobodyIsSentAgainWhenTheDeviceIsBack() throws Exception {
        publish("status", "{\"battery\":90}");
        DeviceCommand command = ask("restart", Map.of());
        reaches(command, CommandState.SENT);

        listen();
        publish("status", "online");

        assertThat(id()).isEqualTo(command.id());
    }

    @Test
    void aDeviceThatIsConnectedToTheServiceGetsItsCommandsThere() throws Exception {
        publish("status", "online");
        elsewhere.add("p-1");
        DeviceCommand command = ask("restart", Map.of());

        serial.submit(() -> {}).get(10, TimeUnit.SECONDS);

        assertThat(state(command)).isEqualTo(CommandState.QUEUED);
    }

    @Test
    void anotherDevicesAnswerAndEchoesChangeNothing() throws Exception {
        listen();
        publish("status", "online");
        DeviceCommand command = ask("restart", Map.of());
        reaches(command, CommandState.SENT);

        device.publishWith()
                .topic("caretaker/v1/e-1/p-9/command/result")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(("{\"id\":\"" + command.id() + "\",\"result\":\"executed\"}").getBytes(StandardCharsets.UTF_8))
                .send();
        Awaitility.await().until(() -> !letters.reasons().isEmpty());
        serial.submit(() -> {}).get(10, TimeUnit.SECONDS);

        assertThat(state(command)).isEqualTo(CommandState.SENT);
        assertThat(letters.reasons()).hasSize(1); // the command itself came back by caretaker/v1/#, and is no news
    }

    private void listen() {
        device.subscribeWith()
                .topicFilter(TOPIC + "command")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
    }

    private String id() throws Exception {
        Mqtt3Publish publish = received.receive(10, TimeUnit.SECONDS).orElseThrow();
        assertThat(publish.getTopic()).hasToString(TOPIC + "command");
        assertThat(publish.isRetain()).isFalse();
        return new ObjectMapper()
                .readTree(publish.getPayloadAsBytes())
                .path("id")
                .asText();
    }

    private DeviceCommand ask(String name, Map<String, Double> parameters) {
        return commands.request(
                new CommandRequest("p-1", name, parameters, "wang", Optional.empty(), Optional.empty()));
    }

    private CommandState state(DeviceCommand command) {
        return commands.find(command.id()).orElseThrow().state();
    }

    private void reaches(DeviceCommand command, CommandState state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(state(command)).isEqualTo(state));
    }

    private void publish(String kind, String payload) {
        device.publishWith()
                .topic(TOPIC + kind)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private BrokerSettings settings() {
        return new BrokerSettings(
                "plant",
                "127.0.0.1",
                mosquitto.port(),
                "caretaker",
                Optional.empty(),
                Optional.empty(),
                List.of("caretaker/v1/#"),
                Optional.empty(),
                Optional.empty(),
                64 * 1024,
                100,
                Duration.ofSeconds(30));
    }
}
