package io.caretaker.ingest.lorawan.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.caretaker.ingest.downlink.CommandCatalogue;
import io.caretaker.ingest.downlink.CommandRequest;
import io.caretaker.ingest.downlink.CommandState;
import io.caretaker.ingest.downlink.DeviceCommand;
import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.ingest.downlink.sql.SqlCommandStore;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.ingest.lorawan.DecodeLanes;
import io.caretaker.ingest.lorawan.LorawanIntake;
import io.caretaker.ingest.lorawan.LorawanTopics;
import io.caretaker.ingest.lorawan.NetworkMessages;
import io.caretaker.ingest.lorawan.RadioListener;
import io.caretaker.ingest.lorawan.codec.CodecEngine;
import io.caretaker.ingest.lorawan.codec.SandboxLimits;
import io.caretaker.ingest.lorawan.codec.Scripts;
import io.caretaker.ingest.lorawan.library.CodecDraft;
import io.caretaker.ingest.lorawan.library.CodecLibrary;
import io.caretaker.ingest.lorawan.library.StoredInMemory;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.DownlinkMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Both network servers' side is played by a client on a real Mosquitto, in the words of their own documentation. */
class LorawanCommandsTest {
    private static final String CHIRPSTACK = "application/17c82e96/device/" + NetworkMessages.EUI;
    private static final String TTN = "v3/water@estate/devices/pump-room";
    private static final CodecEngine ENGINE = new CodecEngine(SandboxLimits.defaults(), System::nanoTime);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecodeLanes lanes = new DecodeLanes(1, meters);
    private final ExecutorService serial = Executors.newSingleThreadExecutor();
    private final StoredInMemory stored = new StoredInMemory();
    private final CodecLibrary codecs = new CodecLibrary(stored, ENGINE);
    private Mosquitto mosquitto;
    private BrokerConnection broker;
    private DeviceCommands commands;
    private Mqtt3BlockingClient network;
    private Mqtt3BlockingClient.Mqtt3Publishes pushed;

    @BeforeEach
    void open() throws IOException {
        mosquitto = new Mosquitto(directory, "persistence false");
        String url = "jdbc:sqlite:" + directory.resolve("work.db") + "?journal_mode=WAL&transaction_mode=IMMEDIATE";
        Flyway.configure().dataSource(url, null, null).load().migrate();
        commands = new DeviceCommands(
                CommandCatalogue.shipped(),
                new SqlCommandStore(Jdbi.create(url)),
                LorawanCommandsTest::topology,
                Estates.CLOCK,
                new SecureRandom());
        codecs.put(new CodecDraft("weather", Scripts.WEATHER, "engineer", "", 0));
        LorawanCommandSender sender = new LorawanCommandSender(commands, LorawanCommandsTest::topology, codecs, serial);
        TelemetryIntake telemetry = new TelemetryIntake(
                IntakeSettings.defaults(),
                LorawanCommandsTest::topology,
                HandJournal.atOnce(),
                new KeptLetters(),
                Estates.CLOCK,
                meters);
        LorawanIntake intake = new LorawanIntake(
                telemetry,
                LorawanCommandsTest::topology,
                codecs,
                stored,
                RadioListener.NONE,
                lanes,
                Estates.CLOCK,
                sender,
                meters);
        broker = new BrokerConnection(
                vertx,
                settings(),
                new TopicRouter(List.of(new LorawanTopics(intake, LorawanCommandsTest::topology, sender)), telemetry),
                Optional.empty(),
                () -> 0.5,
                meters);
        sender.over((name, topic, payload, qos) -> broker.publish(topic, payload, qos));
        broker.start();
        network = MqttClient.builder()
                .useMqttVersion3()
                .identifier("network-server")
                .serverHost("127.0.0.1")
                .serverPort(mosquitto.port())
                .buildBlocking();
        network.connect();
        pushed = network.publishes(MqttGlobalPublishFilter.SUBSCRIBED);
        network.subscribeWith()
                .topicFilter("application/+/device/+/command/down")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        network.subscribeWith()
                .topicFilter("v3/+/devices/+/down/push")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        Awaitility.await().until(() -> broker.state().connected());
    }

    @AfterEach
    void close() {
        network.disconnect();
        broker.stop().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        mosquitto.close();
        lanes.close();
        codecs.close();
        serial.shutdownNow();
    }

    @Test
    void chirpstackGetsTheFrameOfTheVendorsEncoderAndTheDevicesAcknowledgementEndsTheCommand() throws Exception {
        DeviceCommand command = ask("reporting_interval", Map.of("seconds", 1_200.0));
        assertThat(state(command)).isEqualTo(CommandState.QUEUED);

        heardByChirpstack();

        JsonNode frame = frame(CHIRPSTACK + "/command/down");
        assertThat(frame.path("devEui").asText()).isEqualTo(NetworkMessages.EUI);
        assertThat(frame.path("confirmed").asBoolean()).isTrue();
        assertThat(frame.path("fPort").asInt()).isEqualTo(5);
        assertThat(Base64.getDecoder().decode(frame.path("data").asText())).containsExactly(1, 0, 20);
        reaches(command, CommandState.SENT);

        told(
                "txack",
                "{\"deviceInfo\":{\"devEui\":\"%s\"},\"queueItemId\":\"%s\",\"gatewayId\":\"0016c001f153a14c\"}"
                        .formatted(NetworkMessages.EUI, frame.path("id").asText()));
        told(
                "ack",
                "{\"deviceInfo\":{\"devEui\":\"%s\"},\"queueItemId\":\"%s\",\"acknowledged\":true,\"fCntDown\":4}"
                        .formatted(NetworkMessages.EUI, frame.path("id").asText()));

        reaches(command, CommandState.EXECUTED);
    }

    @Test
    void aFrameThatTheNetworkServerDropsOrTheDeviceIgnoresFailsWithTheReason() throws Exception {
        heardByChirpstack();
        DeviceCommand dropped = ask("restart", Map.of());
        String item = frame(CHIRPSTACK + "/command/down").path("id").asText();
        told(
                "log",
                "{\"deviceInfo\":{\"devEui\":\"%s\"},\"level\":\"ERROR\",\"code\":\"DOWNLINK_PAYLOAD_SIZE\","
                                .formatted(NetworkMessages.EUI)
                        + "\"description\":\"Device queue-item discarded\",\"context\":{\"queue_item_id\":\"" + item
                        + "\"}}");
        reaches(dropped, CommandState.FAILED);
        assertThat(commands.find(dropped.id()).orElseThrow().note()).contains("DOWNLINK_PAYLOAD_SIZE");

        DeviceCommand ignored = ask("restart", Map.of());
        item = frame(CHIRPSTACK + "/command/down").path("id").asText();
        told("ack", "{\"deviceInfo\":{\"devEui\":\"%s\"},\"queueItemId\":\"%s\"}".formatted(NetworkMessages.EUI, item));
        reaches(ignored, CommandState.FAILED);
    }

    @Test
    void theThingsStackGetsTheBytesOfTheManualAndTellsByTheCorrelation() throws Exception {
        publish(TTN + "/up", NetworkMessages.ttnUp(10, new byte[] {1, 0, 50}, ""));
        DeviceCommand command = ask("restart", Map.of());

        JsonNode frame = frame(TTN + "/down/push").path("downlinks").path(0);
        assertThat(frame.path("f_port").asInt()).isEqualTo(85);
        assertThat(Base64.getDecoder().decode(frame.path("frm_payload").asText()))
                .containsExactly(0xff, 0x10, 0xff);
        reaches(command, CommandState.SENT);

        String about = "{\"end_device_ids\":{\"device_id\":\"pump-room\",\"dev_eui\":\"%s\"},\"%s\":{\"f_port\":85,"
                + "\"correlation_ids\":[\"as:downlink:01\",\"%s\"]}}";
        String reference = frame.path("correlation_ids").path(0).asText();
        publish(TTN + "/down/sent", about.formatted(NetworkMessages.EUI, "downlink_sent", reference));
        publish(TTN + "/down/ack", about.formatted(NetworkMessages.EUI, "downlink_ack", "of-somebody-else"));
        publish(TTN + "/down/ack", about.formatted(NetworkMessages.EUI, "downlink_ack", reference));

        reaches(command, CommandState.EXECUTED);
    }

    @Test
    void aSecondPersonHasToAgreeBeforeAValveHearsOfIt() throws Exception {
        heardByChirpstack();
        DeviceCommand command = ask("valve_close", Map.of());
        DeviceCommand harmless = ask("restart", Map.of());
        assertThat(frame(CHIRPSTACK + "/command/down").path("id").asText())
                .isEqualTo(QueuedFrame.chirpstackReference(harmless.id()));
        assertThat(state(command)).isEqualTo(CommandState.AWAITING_CONFIRMATION);

        commands.confirm(command.id(), "li");

        assertThat(frame(CHIRPSTACK + "/command/down").path("id").asText())
                .isEqualTo(QueuedFrame.chirpstackReference(command.id()));
    }

    @Test
    void aCommandThatTheProfileDoesNotKnowFailsWithWhatIsMissing() throws Exception {
        heardByChirpstack();
        DeviceCommand command = ask("read_now", Map.of());

        reaches(command, CommandState.FAILED);
        assertThat(commands.find(command.id()).orElseThrow().note()).contains("read_now", "profile weather");
    }

    @Test
    void withoutABrokerACommandWaitsAndGoesOutWhenTheDeviceIsHeardAgain() throws Exception {
        heardByChirpstack();
        frameless();
        mosquitto.kill();
        Awaitility.await().until(() -> !broker.state().connected());
        DeviceCommand command = ask("restart", Map.of());
        serial.submit(() -> {}).get(5, TimeUnit.SECONDS);
        assertThat(state(command)).isEqualTo(CommandState.QUEUED);

        mosquitto.start();
        network.connect();
        network.subscribeWith()
                .topicFilter("application/+/device/+/command/down")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> broker.state().connected());
        publish(CHIRPSTACK + "/event/up", NetworkMessages.chirpstackUp("b", 11, new byte[] {1, 0, 50}, ""));

        reaches(command, CommandState.SENT);
    }

    private void heardByChirpstack() {
        publish(CHIRPSTACK + "/event/up", NetworkMessages.chirpstackUp("a", 10, new byte[] {1, 0, 50}, ""));
    }

    /** Until the uplink has come through: its reading is decoded on a lane of its own. */
    private void frameless() {
        DeviceCommand command = ask("restart", Map.of());
        reaches(command, CommandState.SENT);
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

    private void told(String kind, String event) {
        publish(CHIRPSTACK + "/event/" + kind, event);
    }

    private void publish(String topic, String payload) {
        network.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private JsonNode frame(String topic) throws Exception {
        Mqtt3Publish publish = pushed.receive(10, TimeUnit.SECONDS).orElseThrow();
        assertThat(publish.getTopic()).hasToString(topic);
        return JSON.readTree(publish.getPayloadAsBytes());
    }

    private BrokerSettings settings() {
        return new BrokerSettings(
                "network",
                "127.0.0.1",
                mosquitto.port(),
                "caretaker",
                Optional.empty(),
                Optional.empty(),
                List.of("application/+/device/+/event/+", "v3/+/devices/+/up", "v3/+/devices/+/down/+"),
                Optional.empty(),
                Optional.empty(),
                64 * 1024,
                100,
                Duration.ofSeconds(30));
    }

    private static Topology topology() {
        Topology base = Estates.topology();
        Profile profile = new Profile(
                "weather",
                Text.same("Weather"),
                List.of(new MetricSpec("temperature", "Cel", -40, 85)),
                "weather",
                List.of(),
                List.of(
                        new DownlinkMapping("reporting_interval", 85, Map.of("interval", "{seconds/60}"), ""),
                        new DownlinkMapping("restart", 85, Map.of(), "ff10ff"),
                        new DownlinkMapping("valve_close", 85, Map.of(), "2000")));
        return new Topology(
                base.estates(),
                base.assets(),
                List.of(new Device(
                        "p-1",
                        "e-1",
                        "pipe-1",
                        "weather",
                        Duration.ofMinutes(10),
                        List.of("lorawan:" + NetworkMessages.EUI))),
                List.of(profile));
    }
}
