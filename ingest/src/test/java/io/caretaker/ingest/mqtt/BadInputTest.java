package io.caretaker.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Quality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way to be wrong gets its answer, its dead letter and its counter, and p-2 does not notice. */
class BadInputTest {
    private final Endpoint endpoint = new Endpoint();
    private Mqtt3BlockingClient wellBehaved;

    @BeforeEach
    void connectTheWellBehavedClient() {
        wellBehaved = MqttClient.builder()
                .useMqttVersion3()
                .serverHost("127.0.0.1")
                .serverPort(endpoint.port())
                .identifier("well-behaved")
                .buildBlocking();
        wellBehaved
                .connectWith()
                .simpleAuth()
                .username("p-2")
                .password(endpoint.token("p-2").getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
    }

    @AfterEach
    void theWellBehavedClientDidNotNotice() {
        try {
            long before = ofWellBehaved();
            wellBehaved
                    .publishWith()
                    .topic("caretaker/v1/e-1/p-2/telemetry")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(Endpoint.GOOD.getBytes(StandardCharsets.UTF_8))
                    .send();
            assertThat(ofWellBehaved()).isEqualTo(before + 1);
            assertThat(wellBehaved.getState().isConnected()).isTrue();
            assertThat(endpoint.journal.entries(DeviceStatusChanged.class))
                    .as("it never had to reconnect")
                    .filteredOn(s -> s.device().equals("p-2"))
                    .hasSize(1);
        } finally {
            endpoint.close();
        }
    }

    @Test
    void malformedJson() {
        assertThat(refusal("{\"metric\":")).isEqualTo(Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID);
        deadLettered(RejectReason.MALFORMED, "malformed");
    }

    @Test
    void unknownMetric() {
        assertThat(refusal("{\"metric\":\"x\",\"value\":1}")).isEqualTo(Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID);
        deadLettered(RejectReason.UNKNOWN_METRIC, "unknown_metric");
    }

    @Test
    void wrongUnit() {
        assertThat(refusal("{\"metric\":\"water_pressure\",\"value\":1,\"unit\":\"L\"}"))
                .isEqualTo(Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID);
        deadLettered(RejectReason.UNIT, "unit");
    }

    @Test
    void clockAYearOff() {
        assertThat(refusal("{\"metric\":\"water_pressure\",\"value\":1,\"time\":\"2025-11-24T03:12:00Z\"}"))
                .isEqualTo(Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID);
        deadLettered(RejectReason.TOO_OLD, "too_old");
    }

    @Test
    void anotherDevicesReadings() {
        assertThat(refusal("{\"device\":\"p-2\",\"readings\":[{\"metric\":\"water_pressure\",\"value\":1}]}"))
                .isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
        deadLettered(RejectReason.OTHER_DEVICE, "other_device");
    }

    @Test
    void valueOutOfRangeIsKeptAsBad() {
        Mqtt5BlockingClient client = mqtt5("p-1");
        publish(client, Endpoint.TELEMETRY, "{\"metric\":\"water_pressure\",\"value\":99999}");

        assertThat(endpoint.journal
                        .entries(ReadingsReceived.class)
                        .get(0)
                        .readings()
                        .get(0)
                        .quality())
                .isEqualTo(Quality.BAD);
        assertThat(endpoint.meters
                        .get("caretaker.ingest.flagged")
                        .tag("protocol", "mqtt")
                        .tag("reason", "out_of_range")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void wrongTokenAndUnknownDeviceAreRefusedByTheCodeOfTheVersion() throws IOException {
        for (String device : new String[] {"p-1", "p-77"}) {
            try (RawClient three = new RawClient(endpoint.port());
                    RawClient five = new RawClient(endpoint.port());
                    RawClient anonymous = new RawClient(endpoint.port())) {
                three.send(RawClient.connect(4, "c", device, "wrong"));
                five.send(RawClient.connect(5, "c", device, "wrong"));
                anonymous.send(RawClient.connect(4, "c", null, null));

                assertThat(RawClient.code(three.receive())).isEqualTo(4);
                assertThat(RawClient.code(five.receive())).isEqualTo(0x86);
                assertThat(RawClient.code(anonymous.receive())).isEqualTo(4);
                assertThat(three.receive()).as("closed").isEmpty();
            }
        }
        assertThat(endpoint.events("bad_credentials")).isEqualTo(6);
        assertThat(endpoint.letters.reasons()).hasSize(6).containsOnly(RejectReason.BAD_CREDENTIALS);
        assertThat(endpoint.letters.all().get(0).toString()).doesNotContain("wrong");
    }

    @Test
    void realClientsSeeBadCredentials() {
        assertThatThrownBy(() -> connect5("p-1", "wrong"))
                .isInstanceOf(Mqtt5ConnAckException.class)
                .hasMessageContaining("BAD_USER_NAME_OR_PASSWORD");
        assertThatThrownBy(() -> MqttClient.builder()
                        .useMqttVersion3()
                        .serverHost("127.0.0.1")
                        .serverPort(endpoint.port())
                        .buildBlocking()
                        .connect())
                .isInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void oneMegabyteEndsItsConnectionOnly() throws IOException {
        byte[] megabyte = new byte[1024 * 1024];
        for (int version : new int[] {4, 5}) {
            try (RawClient client = RawClient.connected(endpoint.port(), version, "p-1", endpoint.token("p-1"))) {
                try {
                    client.send(RawClient.publish(version, 1, 1, Endpoint.TELEMETRY, megabyte));
                } catch (IOException e) {
                    // the server may close before all of it is sent
                }
                Endpoint.await("refused", () -> endpoint.letters.reasons().contains(RejectReason.TOO_LARGE));
            }
            if (version == 4) {
                deadLettered(RejectReason.TOO_LARGE, "too_large");
                assertThat(endpoint.letters.all().get(0).topic()).isEqualTo(Endpoint.TELEMETRY);
                endpoint.letters.all().clear();
                Endpoint.await("p-1 is gone", () -> endpoint.mqtt.connections() == 1);
            }
        }
        assertThat(endpoint.events("message_too_large")).isEqualTo(2);
    }

    @Test
    void tenThousandTopicsAreRefusedAndEndInADisconnect() throws IOException {
        int answered = 0;
        try (RawClient client = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"))) {
            byte[] answer = new byte[] {0x40};
            for (int i = 1; i <= 10_000 && answer.length > 0 && answer[0] == 0x40; i++) {
                client.send(RawClient.publish(5, 1, i, "caretaker/v1/e-1/p-1/topic-" + i, new byte[] {'1'}));
                answer = client.receive();
                if (answer.length > 0 && answer[0] == 0x40) {
                    assertThat(RawClient.code(answer)).isEqualTo(0x87);
                    answered++;
                }
            }
        }
        assertThat(answered).isBetween(100, 101);
        assertThat(endpoint.letters.reasons()).hasSize(101).containsOnly(RejectReason.TOPIC);
        assertThat(endpoint.rejected("topic")).isEqualTo(101);
    }

    @Test
    void anotherTopicEndsAnMqtt3Connection() throws IOException {
        try (RawClient client = RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1"))) {
            client.send(RawClient.publish(
                    4, 1, 1, "caretaker/v1/e-1/p-2/telemetry", Endpoint.GOOD.getBytes(StandardCharsets.UTF_8)));

            assertThat(client.receive()).isEmpty();
        }
        deadLettered(RejectReason.TOPIC, "topic");
        assertThat(endpoint.journal.entries(ReadingsReceived.class)).isEmpty();
    }

    @Test
    void qos2EndsTheConnection() throws IOException {
        try (RawClient client = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"))) {
            client.send(RawClient.publish(5, 2, 1, Endpoint.TELEMETRY, Endpoint.GOOD.getBytes(StandardCharsets.UTF_8)));

            assertThat(client.receive()).startsWith(0xe0, 0x02, 0x9b);
        }
        deadLettered(RejectReason.PROTOCOL, "protocol");
    }

    @Test
    void noise() throws IOException {
        try (RawClient http = new RawClient(endpoint.port());
                RawClient connected = RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1"))) {
            http.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            connected.send(new byte[] {(byte) 0xff, 0x7f, 1, 2, 3});

            assertThat(http.receive()).isEmpty();
            assertThat(connected.receive()).isEmpty();
        }
    }

    private Mqtt5PubAckReasonCode refusal(String payload) {
        try {
            publish(mqtt5("p-1"), Endpoint.TELEMETRY, payload);
            return Mqtt5PubAckReasonCode.SUCCESS;
        } catch (Mqtt5PubAckException e) {
            assertThat(e.getMqttMessage().getReasonString()).isPresent();
            return e.getMqttMessage().getReasonCode();
        }
    }

    private void deadLettered(RejectReason reason, String tag) {
        assertThat(endpoint.letters.reasons()).containsExactly(reason);
        assertThat(endpoint.letters.all().get(0).source()).isEqualTo("p-1");
        assertThat(endpoint.rejected(tag)).isEqualTo(1);
    }

    private long ofWellBehaved() {
        return endpoint.journal.entries(ReadingsReceived.class).stream()
                .filter(e -> e.device().equals("p-2"))
                .count();
    }

    private Mqtt5BlockingClient mqtt5(String device) {
        return connect5(device, endpoint.token(device));
    }

    private Mqtt5BlockingClient connect5(String device, String token) {
        Mqtt5BlockingClient client = MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(endpoint.port())
                .identifier(device)
                .buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username(device)
                .password(token.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
        return client;
    }

    private static void publish(Mqtt5BlockingClient client, String topic, String payload) {
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
    }
}
