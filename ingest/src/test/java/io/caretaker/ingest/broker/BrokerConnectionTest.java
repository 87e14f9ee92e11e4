package io.caretaker.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.model.estate.Topology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Mosquitto: what is acknowledged, what comes again, what is skipped. */
class BrokerConnectionTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Recorder recorder = new Recorder();
    private final List<BrokerConnection> connections = new ArrayList<>();
    private Mosquitto mosquitto;

    @BeforeEach
    void startTheBroker() throws IOException {
        mosquitto = new Mosquitto(directory, "persistence false");
    }

    @AfterEach
    void stop() {
        connections.forEach(
                c -> c.stop().toCompletionStage().toCompletableFuture().join());
        vertx.close().toCompletionStage().toCompletableFuture().join();
        mosquitto.close();
    }

    @Test
    void messagesOfAllFiltersArriveAndRetainedOnesAreSkipped() {
        publish("a/old", "0", true);
        connect(settings("one", Optional.empty(), "a/+", "b/#"));

        publish("a/x", "1", false);
        publish("b/x/y", "2", false);
        publish("c", "3", false);
        publish("b/end", "4", false);

        await("the last one", () -> recorder.topics.contains("b/end"));
        assertThat(recorder.topics).containsExactly("a/x", "b/x/y", "b/end");
        assertThat(messages("retained")).isEqualTo(1);
    }

    @Test
    void whatTheJournalDidNotTakeComesAgain() {
        recorder.answer = IntakeResult.unavailable();
        connect(settings("one", Optional.empty(), "a/+"));
        publish("a/x", "1", false);
        await("refused once", () -> messages("unavailable") >= 1);
        recorder.answer = IntakeResult.taken();

        await("taken", () -> messages("taken") == 1);
        assertThat(recorder.topics.size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatWasNotAcknowledgedBeforeAStopComesToTheNextConnection() {
        recorder.hold = true;
        BrokerConnection first = connect(settings("one", Optional.empty(), "a/+"));
        publish("a/x", "1", false);
        await("on its way to the disk", () -> recorder.topics.size() == 1);
        first.stop().toCompletionStage().toCompletableFuture().join();
        recorder.hold = false;
        publish("a/while-away", "2", false);

        connect(settings("one", Optional.empty(), "a/+"));

        await("both", () -> recorder.topics.size() == 3);
        assertThat(recorder.topics).containsExactly("a/x", "a/x", "a/while-away");
    }

    @Test
    void aBrokerThatGoesIsComeBackToAndTheStateSaysSo() throws IOException {
        BrokerConnection connection = connect(settings("one", Optional.empty(), "a/+"));
        mosquitto.kill();
        await("noticed", () -> !connection.state().connected());
        assertThat(meters.get("caretaker.ingest.broker.connected").gauge().value())
                .isZero();

        mosquitto.start();

        await("back", () -> connection.state().connected());
        publish("a/x", "1", false);
        await("heard", () -> recorder.topics.contains("a/x"));
    }

    @Test
    void aSharedSubscriptionIsDividedAmongTheServices() {
        connect(settings("one", Optional.of("caretaker"), "a/+"));
        connect(settings("two", Optional.of("caretaker"), "a/+"));

        for (int i = 0; i < 20; i++) {
            publish("a/" + i, "1", false);
        }

        await("all", () -> recorder.topics.size() >= 20);
        assertThat(recorder.topics).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void readingPausesWhileTooMuchWaitsForTheDisk() {
        recorder.hold = true;
        connect(settings("one", Optional.empty(), 3, "a/+"));
        for (int i = 0; i < 50; i++) {
            publishQos0("a/" + i);
        }
        await("some came", () -> recorder.topics.size() >= 3);
        recorder.hold = false;
        recorder.releaseAll();

        await("all of them", () -> {
            recorder.releaseAll();
            return recorder.topics.size() == 50;
        });
    }

    @Test
    void anotherBrokersAnswerIsTold() {
        BrokerConnection connection = new BrokerConnection(
                vertx,
                new BrokerSettings(
                        "nobody",
                        "127.0.0.1",
                        1,
                        "c",
                        Optional.empty(),
                        Optional.empty(),
                        List.of("a"),
                        Optional.empty(),
                        Optional.empty(),
                        4_096,
                        10,
                        Duration.ofSeconds(30)),
                router(),
                Optional.empty(),
                () -> 0,
                meters);
        connections.add(connection);
        connection.start();

        await("the reason", () -> connection.state().detail().contains("refused"));
    }

    private BrokerConnection connect(BrokerSettings settings) {
        BrokerConnection connection =
                new BrokerConnection(vertx, settings, router(), Optional.empty(), () -> 0.99, meters);
        connections.add(connection);
        connection.start();
        await("connected", () -> connection.state().connected());
        return connection;
    }

    private TopicRouter router() {
        TelemetryIntake telemetry = new TelemetryIntake(
                IntakeSettings.defaults(),
                Topology::empty,
                HandJournal.atOnce(),
                new KeptLetters(),
                Estates.CLOCK,
                new SimpleMeterRegistry());
        return new TopicRouter(List.of(recorder), telemetry);
    }

    private BrokerSettings settings(String name, Optional<String> group, String... topics) {
        return settings(name, group, 1_000, topics);
    }

    private BrokerSettings settings(String name, Optional<String> group, int maxWaiting, String... topics) {
        return new BrokerSettings(
                name,
                "127.0.0.1",
                mosquitto.port(),
                "caretaker-" + name,
                Optional.empty(),
                Optional.empty(),
                List.of(topics),
                group,
                Optional.empty(),
                64 * 1024,
                maxWaiting,
                Duration.ofSeconds(30));
    }

    private void publish(String topic, String payload, boolean retain) {
        Mqtt3BlockingClient client = client();
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(retain)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
        client.disconnect();
    }

    private void publishQos0(String topic) {
        Mqtt3BlockingClient client = client();
        client.publishWith().topic(topic).qos(MqttQos.AT_MOST_ONCE).send();
        client.disconnect();
    }

    private Mqtt3BlockingClient client() {
        Mqtt3BlockingClient client = MqttClient.builder()
                .useMqttVersion3()
                .serverHost("127.0.0.1")
                .serverPort(mosquitto.port())
                .buildBlocking();
        client.connect();
        return client;
    }

    private double messages(String outcome) {
        return meters.get("caretaker.ingest.broker.messages")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not happen within 20 s: " + what);
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    /** Takes everything and answers as the test says. */
    private static final class Recorder implements TopicIntake {
        private final List<String> topics = new CopyOnWriteArrayList<>();
        private final List<CompletableFuture<IntakeResult>> held = new CopyOnWriteArrayList<>();
        private volatile IntakeResult answer = IntakeResult.taken();
        private volatile boolean hold;

        @Override
        public boolean takes(String topic) {
            return true;
        }

        @Override
        public CompletionStage<IntakeResult> accept(String topic, byte[] payload) {
            CompletableFuture<IntakeResult> result = new CompletableFuture<>();
            if (hold) {
                held.add(result);
            } else {
                result.complete(answer);
            }
            topics.add(topic);
            return result;
        }

        void releaseAll() {
            held.forEach(h -> h.complete(answer));
        }
    }
}
