package io.caretaker.service.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What was acknowledged survives SIGKILL in the middle of everything, and nothing happens twice because of it. */
class KillAndRestartIT {
    private static final int KILLS = 5;
    private static final int NUMBERS_A_LIFE = 1_500;
    /** Acknowledgements after which the process is killed: the rest of the numbers is on its way then. */
    private static final int ENOUGH = 200;

    private final NavigableSet<Integer> acknowledged = new ConcurrentSkipListSet<>();
    private final List<Integer> toSend = new ArrayList<>();
    private int inFlightAtAKill;

    @Test
    void acknowledgedReadingsSurviveAndOneFaultStaysOneIncident() throws InterruptedException {
        // Snapshots every second, so that lives begin both right at a snapshot and well behind one.
        try (PackagedService service = new PackagedService(Map.of("CARETAKER_DETECTION_SNAPSHOT_INTERVAL", "1s"))) {
            Duration first = service.start();
            service.clock(Estate.BEGIN);
            String token = service.post("registry", Estate.REGISTRY)
                    .at("/tokens/counter-1")
                    .asText();
            valve(service, 0, 1);

            List<Long> restarts = new ArrayList<>();
            for (int kill = 1; kill <= KILLS; kill++) {
                valve(service, kill, 0);
                IntStream.range((kill - 1) * NUMBERS_A_LIFE, kill * NUMBERS_A_LIFE)
                        .forEach(toSend::add);
                publishAndKill(service, token);
                restarts.add(service.start().toMillis());
            }
            publishTheRest(service, token);
            valve(service, KILLS + 1, 0);
            System.out.printf(
                    "kill and restart: first start %d ms, ready after a kill %s ms, %d readings unacknowledged at kills%n",
                    first.toMillis(), restarts, inFlightAtAKill);

            assertThat(inFlightAtAKill).as("the kills hit something").isPositive();
            int all = KILLS * NUMBERS_A_LIFE;
            assertThat(acknowledged).hasSize(all);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Estate.numbers(service).size() >= all);
            assertThat(Estate.numbers(service)).containsExactlyElementsOf(acknowledged);
            assertThat(Estate.count(service)).isEqualTo(all);
            theFaultIsHandledOnce(service);
        }
    }

    private static void theFaultIsHandledOnce(PackagedService service) {
        List<JsonNode> incidents = Estate.incidents(service);
        assertThat(incidents).hasSize(1);
        String incident = incidents.get(0).path("id").asText();
        JsonNode faults = service.get("faults?asset=v1&type=fire-valve-closed").path("items");
        assertThat(faults).hasSize(1);
        JsonNode full = service.get("incidents/" + incident);
        assertThat(full.path("timeline").findValuesAsText("kind").stream().filter("opened"::equals))
                .hasSize(1);
        assertThat(service.get("tasks?incident=" + incident).path("items")).hasSize(1);
        List<String> notifications = StreamSupport.stream(
                        service.get("notifications?incident=" + incident)
                                .path("items")
                                .spliterator(),
                        false)
                .map(n -> n.path("person").asText() + " " + n.path("channel").asText() + " " + n.path("step"))
                .toList();
        assertThat(notifications).isNotEmpty().doesNotHaveDuplicates();
    }

    /** The valve's reading of the minute; the answer means that detection and work have seen it. */
    private static void valve(PackagedService service, int minute, int open) {
        Instant time = Estate.BEGIN.plus(Duration.ofMinutes(minute));
        service.report("v1-sensor", "valve_open", open, "1", time);
        service.clock(time);
    }

    /** Hands over all that is to be sent, and kills the service while most of it is under way. */
    private void publishAndKill(PackagedService service, String token) throws InterruptedException {
        Mqtt3AsyncClient device = connect(service, token);
        CountDownLatch enough = new CountDownLatch(ENOUGH);

        List<CompletableFuture<?>> published = publishAll(device, enough);
        assertThat(enough.await(30, TimeUnit.SECONDS)).as("acknowledgements").isTrue();
        service.kill();

        published.forEach(CompletableFuture::join);
        toSend.removeAll(acknowledged);
        inFlightAtAKill += toSend.size();
    }

    private void publishTheRest(PackagedService service, String token) {
        Mqtt3AsyncClient device = connect(service, token);

        publishAll(device, new CountDownLatch(0)).forEach(CompletableFuture::join);

        device.toBlocking().disconnect();
    }

    private List<CompletableFuture<?>> publishAll(Mqtt3AsyncClient device, CountDownLatch enough) {
        List<CompletableFuture<?>> published = new ArrayList<>();
        for (int number : List.copyOf(toSend)) {
            published.add(device.publishWith()
                    .topic(Estate.COUNTER_TOPIC)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(Estate.payload(number).getBytes(StandardCharsets.UTF_8))
                    .send()
                    .handle((done, failure) -> {
                        if (failure == null) {
                            acknowledged.add(number);
                            enough.countDown();
                        }
                        return null;
                    }));
        }
        return published;
    }

    private static Mqtt3AsyncClient connect(PackagedService service, String token) {
        Mqtt3AsyncClient client = MqttClient.builder()
                .useMqttVersion3()
                .identifier("counter-1")
                .serverHost("127.0.0.1")
                .serverPort(service.mqttPort())
                .simpleAuth()
                .username("counter-1")
                .password(token.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        client.connect().join();
        return client;
    }
}
