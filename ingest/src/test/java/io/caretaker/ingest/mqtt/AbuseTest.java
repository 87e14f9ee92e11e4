package io.caretaker.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.guard.GuardSettings;
import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.ingest.registry.RegistryDocument.DeviceDraft;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What strangers and devices gone wild can do to the endpoint, and cannot. */
class AbuseTest {
    private static final byte[] GOOD = Endpoint.GOOD.getBytes(StandardCharsets.UTF_8);

    @Test
    void afterManyFailuresAnAddressIsNotEvenLookedAtButKnownDevicesBehindItAre() throws IOException {
        try (Endpoint endpoint = endpoint(new GuardSettings(5, 0.001, 100, 0.001, 100, 1_000, 1_000))) {
            RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"))
                    .close();
            for (int i = 0; i < 5; i++) {
                assertThat(answer(endpoint, 5, "nobody-" + i, "wrong")).isEqualTo(0x86);
            }

            assertThat(answer(endpoint, 5, "nobody", "wrong")).isEqualTo(0x97);
            assertThat(answer(endpoint, 4, "nobody", "wrong")).isEqualTo(5);
            assertThat(answer(endpoint, 5, "p-2", endpoint.token("p-2")))
                    .as("not known here")
                    .isEqualTo(0x97);
            assertThat(answer(endpoint, 5, "p-1", endpoint.token("p-1")))
                    .as("known here")
                    .isZero();
            assertThat(endpoint.events("throttled")).isEqualTo(3);
            assertThat(endpoint.letters.reasons()).hasSize(5);
        }
    }

    @Test
    void guessesInTheNameOfOneDeviceAreThrottledWithoutTheOthers() throws IOException {
        try (Endpoint endpoint = endpoint(new GuardSettings(100, 0.001, 3, 0.001, 100, 1_000, 1_000))) {
            for (int i = 0; i < 3; i++) {
                assertThat(answer(endpoint, 5, "p-1", "wrong")).isEqualTo(0x86);
            }

            assertThat(answer(endpoint, 5, "p-1", "wrong")).isEqualTo(0x97);
            assertThat(answer(endpoint, 5, "p-2", endpoint.token("p-2"))).isZero();
        }
    }

    @Test
    void oneAddressHasItsShareOfConnections() throws IOException {
        try (Endpoint endpoint = endpoint(new GuardSettings(100, 1, 100, 1, 3, 1_000, 1_000));
                RawClient two = RawClient.connected(endpoint.port(), 5, "p-2", endpoint.token("p-2"));
                RawClient three = new RawClient(endpoint.port())) {
            try (RawClient one = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"));
                    RawClient four = new RawClient(endpoint.port())) {
                assertThat(four.receive()).as("closed").isEmpty();
                assertThat(one.hasAnswer() || two.hasAnswer() || three.hasAnswer())
                        .as("these are not")
                        .isFalse();
            }
            assertThat(endpoint.events("too_many_of_address")).isEqualTo(1);
        }
        try (Endpoint endpoint = endpoint(new GuardSettings(100, 1, 100, 1, 1, 1_000, 1_000))) {
            RawClient.connected(endpoint.port(), 5, "p-2", endpoint.token("p-2"))
                    .close();
            Endpoint.await("room again", () -> {
                try (RawClient next = new RawClient(endpoint.port())) {
                    next.send(RawClient.connect(5, "p-1", "p-1", endpoint.token("p-1")));
                    byte[] answer = next.receive();
                    return answer.length > 0 && RawClient.code(answer) == 0;
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }

    @Test
    void aDeviceThatSendsTooFastIsReadMoreSlowlyAndLosesNothing() throws IOException {
        try (Endpoint endpoint = endpoint(new GuardSettings(100, 1, 100, 1, 100, 200, 50));
                RawClient client = RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1"))) {
            for (int i = 1; i <= 250; i++) {
                client.send(RawClient.publish(4, 1, i, Endpoint.TELEMETRY, GOOD));
            }
            for (int i = 1; i <= 250; i++) {
                assertThat(RawClient.packetId(client.receive())).isEqualTo(i);
            }

            assertThat(endpoint.events("slowed_down")).isPositive();
            assertThat(endpoint.journal.entries(ReadingsReceived.class)).hasSize(250);
        }
    }

    @Test
    void topicsThatAreNotTheDevicesOwnAreRefusedHoweverTheyAreWritten() throws IOException {
        try (Endpoint endpoint = new Endpoint()) {
            endpoint.registry.apply(RegistryDocument.ofDevice(
                    new DeviceDraft("p-2", "e-1", "pipe-1", "pipe-pressure", "PT5M", List.of("topic:hall/pressure"))));
            for (String topic : new String[] {
                "$SYS/broker/uptime",
                "$share/g/caretaker/v1/e-1/p-1/telemetry",
                "caretaker/v1/e-1/p-2/telemetry",
                "caretaker/v1/e-1/../e-1/p-1/telemetry",
                "caretaker/v1/e-1/p-1/telemetry/",
                "/caretaker/v1/e-1/p-1/telemetry",
                "caretaker/v1/e-1/p-1/TELEMETRY",
                "caretaker/v1/e-1/p-1/telemetry ",
                "caretaker/v1/e-1/p-1/command",
                "hall/pressure",
                "x".repeat(60_000)
            }) {
                try (RawClient client = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"))) {
                    client.send(RawClient.publish(5, 1, 1, topic, GOOD));
                    assertThat(RawClient.code(client.receive())).as(topic).isEqualTo(0x87);
                }
            }
            assertThat(endpoint.letters.reasons()).containsOnly(RejectReason.TOPIC);
            for (String topic :
                    new String[] {"caretaker/v1/+/p-1/telemetry", "#", "caretaker/v1/e-1/p-1/telemetry\u0000", ""}) {
                try (RawClient client = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"))) {
                    client.send(RawClient.publish(5, 1, 1, topic, GOOD));
                    byte[] answer = client.receive();
                    assertThat(answer.length == 0 || answer[0] == (byte) 0xe0 || RawClient.code(answer) == 0x87)
                            .as("refused or cut off: " + topic)
                            .isTrue();
                }
            }
            assertThat(endpoint.journal.entries(ReadingsReceived.class)).isEmpty();
        }
    }

    @Test
    void aTopicAmongTheDevicesAddressesIsItsOwn() throws IOException {
        try (Endpoint endpoint = new Endpoint()) {
            endpoint.registry.apply(RegistryDocument.ofDevice(new DeviceDraft(
                    "p-1", "e-1", "pipe-1", "pipe-pressure", "PT5M", List.of("topic:hall/water_pressure"))));
            try (RawClient client = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"))) {
                client.send(
                        RawClient.publish(5, 1, 1, "hall/water_pressure", "312.5".getBytes(StandardCharsets.UTF_8)));
                assertThat(RawClient.code(client.receive())).isZero();
                client.send(RawClient.publish(5, 1, 2, "hall/water_pressure", "?".getBytes(StandardCharsets.UTF_8)));
                assertThat(RawClient.code(client.receive())).isEqualTo(0x99);
            }
            assertThat(endpoint.journal.entries(ReadingsReceived.class).get(0).readings())
                    .extracting(r -> r.metric(), r -> r.value())
                    .containsExactly(org.assertj.core.api.Assertions.tuple("water_pressure", 312.5));
        }
    }

    @Test
    void rotationInTheMiddleOfAStreamEndsItAtOnce() throws IOException {
        try (Endpoint endpoint = new Endpoint();
                RawClient client = RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1"))) {
            client.send(RawClient.publish(4, 1, 1, Endpoint.TELEMETRY, GOOD));
            assertThat(RawClient.packetId(client.receive())).isEqualTo(1);

            endpoint.registry.rotate("p-1");

            assertThat(client.receive()).as("closed").isEmpty();
            int before = endpoint.journal.entries(ReadingsReceived.class).size();
            try {
                client.send(RawClient.publish(4, 1, 2, Endpoint.TELEMETRY, GOOD));
            } catch (IOException e) {
                // the socket is gone
            }
            assertThat(answer(endpoint, 5, "p-1", endpoint.token("p-1")))
                    .as("the old token")
                    .isEqualTo(0x86);
            assertThat(endpoint.journal.entries(ReadingsReceived.class)).hasSize(before);
        }
    }

    private static int answer(Endpoint endpoint, int version, String device, String token) throws IOException {
        try (RawClient client = new RawClient(endpoint.port())) {
            client.send(RawClient.connect(version, device, device, token));
            return RawClient.code(client.receive());
        }
    }

    private static Endpoint endpoint(GuardSettings guard) {
        return new Endpoint(1_000, Optional.empty(), guard);
    }
}
