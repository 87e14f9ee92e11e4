package io.caretaker.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Endpoint endpoint = new Endpoint();

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void comingAndGoingIsJournaled() throws IOException {
        RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1")).close(); // lost without a DISCONNECT
        awaitStatus(tuple("p-1", true), tuple("p-1", false));

        try (RawClient client = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"))) {
            client.send(new byte[] {(byte) 0xe0, 0});
            assertThat(client.receive()).as("closed").isEmpty();
        }

        awaitStatus(tuple("p-1", true), tuple("p-1", false), tuple("p-1", true), tuple("p-1", false));
        assertThat(endpoint.events("connection_lost")).isEqualTo(1);
        assertThat(endpoint.events("disconnected")).isEqualTo(1);
    }

    @Test
    void aSecondConnectionOfTheDeviceTakesOverWithoutAnOfflineInBetween() throws IOException {
        try (RawClient old = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"));
                RawClient fresh = RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1"))) {
            assertThat(old.receive()).startsWith(0xe0, 0x02, 0x8e);
            assertThat(old.receive()).isEmpty();

            fresh.send(RawClient.publish(4, 1, 1, Endpoint.TELEMETRY, Endpoint.GOOD.getBytes(StandardCharsets.UTF_8)));

            assertThat(RawClient.packetId(fresh.receive())).isEqualTo(1);
            assertThat(endpoint.mqtt.connections()).isEqualTo(1);
        }
        awaitStatus(tuple("p-1", true), tuple("p-1", false));
    }

    @Test
    void aNewTokenAndARemovalEndTheConnection() throws IOException {
        try (RawClient one = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"));
                RawClient two = RawClient.connected(endpoint.port(), 4, "p-2", endpoint.token("p-2"))) {
            endpoint.registry.rotate("p-1");
            endpoint.registry.removeDevice("p-2");

            assertThat(one.receive()).startsWith(0xe0, 0x02, 0x98);
            assertThat(two.receive()).isEmpty();
        }
        try (RawClient again = new RawClient(endpoint.port())) {
            again.send(RawClient.connect(4, "p-1", "p-1", endpoint.token("p-1")));
            assertThat(RawClient.code(again.receive())).isEqualTo(4);
        }
    }

    @Test
    void statusMessagesAreJournaledBeforeTheirPuback() throws IOException {
        try (RawClient client = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"))) {
            int id = 0;
            for (String status :
                    new String[] {"offline", "{\"online\":true}", "{\"status\":\"offline\",\"rssi\":-70}"}) {
                client.send(RawClient.publish(5, 1, ++id, Endpoint.STATUS, status.getBytes(StandardCharsets.UTF_8)));
                assertThat(RawClient.code(client.receive())).isZero();
            }
            awaitStatus(tuple("p-1", true), tuple("p-1", false), tuple("p-1", true), tuple("p-1", false));
            client.send(RawClient.publish(5, 1, 9, Endpoint.STATUS, "tired".getBytes(StandardCharsets.UTF_8)));
            assertThat(RawClient.code(client.receive())).isEqualTo(0x99);
        }
        assertThat(endpoint.letters.reasons()).containsExactly(RejectReason.STATUS);
    }

    @Test
    void aDeviceSubscribesToItsCommandsOnly() {
        Mqtt5BlockingClient client = client();
        Mqtt5ConnAck connAck = client.connectWith()
                .simpleAuth()
                .username("p-1")
                .password(endpoint.token("p-1").getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .willPublish()
                .topic(Endpoint.STATUS)
                .payload("offline".getBytes(StandardCharsets.UTF_8))
                .applyWillPublish()
                .send();

        assertThat(connAck.getRestrictions().getReceiveMaximum()).isEqualTo(1_000);
        assertThat(connAck.getRestrictions().getMaximumPacketSize()).isEqualTo(256 * 1024);
        assertThat(connAck.getRestrictions().getMaximumQos()).isEqualTo(MqttQos.AT_LEAST_ONCE);
        assertThat(subscribe(client, "caretaker/v1/e-1/p-1/command")).isEqualTo(Mqtt5SubAckReasonCode.GRANTED_QOS_1);
        for (String other : new String[] {"caretaker/v1/e-1/p-2/command", "caretaker/v1/e-1/p-1/telemetry", "x"}) {
            assertThat(subscribe(client, other)).as(other).isEqualTo(Mqtt5SubAckReasonCode.NOT_AUTHORIZED);
        }
        client.unsubscribeWith().topicFilter("caretaker/v1/e-1/p-1/command").send();
        client.disconnect();
        awaitStatus(tuple("p-1", true), tuple("p-1", false));
        assertThat(endpoint.letters.all()).isEmpty();
    }

    @Test
    void aClientThatIsSilentBeforeItsConnectIsCut() throws IOException {
        try (RawClient silent = new RawClient(endpoint.port())) {
            assertThat(silent.receive()).as("after the 5 s of the setting").isEmpty();
        }
    }

    private static Mqtt5SubAckReasonCode subscribe(Mqtt5BlockingClient client, String topic) {
        try {
            return client.subscribeWith()
                    .topicFilter(topic)
                    .qos(MqttQos.EXACTLY_ONCE)
                    .send()
                    .getReasonCodes()
                    .get(0);
        } catch (Mqtt5SubAckException e) {
            return e.getMqttMessage().getReasonCodes().get(0);
        }
    }

    private Mqtt5BlockingClient client() {
        return MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(endpoint.port())
                .identifier("p-1")
                .buildBlocking();
    }

    private void awaitStatus(Tuple... expected) {
        Endpoint.await(
                "status changes",
                () -> endpoint.journal.entries(DeviceStatusChanged.class).size() >= expected.length);
        assertThat(endpoint.journal.entries(DeviceStatusChanged.class))
                .extracting(DeviceStatusChanged::device, DeviceStatusChanged::online)
                .containsExactly(expected);
    }
}
