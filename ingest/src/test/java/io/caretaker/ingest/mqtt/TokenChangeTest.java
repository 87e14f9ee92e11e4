package io.caretaker.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A device whose token changes while it is connected, by a real client. */
class TokenChangeTest {
    private final Endpoint endpoint = new Endpoint();

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void revocationEndsTheOpenConnectionAndLetsNobodyIn() {
        String token = endpoint.token("p-1");
        Mqtt5BlockingClient device = connected(token);
        assertPublishes(device);

        endpoint.registry.revoke("p-1");

        awaitCut(device);
        assertRefused(token);
        String fresh = endpoint.registry.rotate("p-1").tokens().get("p-1");
        assertPublishes(connected(fresh));
    }

    @Test
    void rotationWithoutGraceEndsTheOpenConnectionAtOnce() {
        String old = endpoint.token("p-1");
        Mqtt5BlockingClient device = connected(old);

        String fresh = endpoint.registry.rotate("p-1").tokens().get("p-1");

        awaitCut(device);
        assertRefused(old);
        assertPublishes(connected(fresh));
    }

    @Test
    void inItsGraceTheOldTokenKeepsAndOpensConnectionsAndThenEndsThem() {
        String old = endpoint.token("p-1");
        Mqtt5BlockingClient device = connected(old);
        endpoint.registry.rotate("p-1", Duration.ofHours(1));

        assertPublishes(device);
        device.disconnect();
        Mqtt5BlockingClient again = connected(old);
        endpoint.clock.pass(Duration.ofHours(1));
        endpoint.registry.endGraces();

        awaitCut(again);
        assertRefused(old);
    }

    @Test
    void aDeviceThatChangedInTimeStaysConnectedWhenTheGraceEnds() {
        String fresh =
                endpoint.registry.rotate("p-1", Duration.ofHours(1)).tokens().get("p-1");
        Mqtt5BlockingClient device = connected(fresh);

        endpoint.clock.pass(Duration.ofHours(1));
        endpoint.registry.endGraces();

        assertPublishes(device);
        assertThat(device.getState()).isEqualTo(MqttClientState.CONNECTED);
        assertThat(endpoint.events("disconnected")).isZero();
    }

    private Mqtt5BlockingClient connected(String token) {
        Mqtt5BlockingClient client = MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(endpoint.port())
                .identifier("p-1")
                .buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username("p-1")
                .password(token.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
        return client;
    }

    private void assertRefused(String token) {
        Mqtt5ConnAckException refused = catchThrowableOfType(Mqtt5ConnAckException.class, () -> connected(token));
        assertThat(refused.getMqttMessage().getReasonCode())
                .isEqualTo(Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD);
    }

    private static void assertPublishes(Mqtt5BlockingClient client) {
        assertThat(client.publishWith()
                        .topic(Endpoint.TELEMETRY)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(Endpoint.GOOD.getBytes(StandardCharsets.UTF_8))
                        .send()
                        .getError())
                .isEmpty();
    }

    private static void awaitCut(Mqtt5BlockingClient client) {
        Endpoint.await("the connection is cut", () -> !client.getState().isConnected());
    }
}
