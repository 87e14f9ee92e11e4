package io.caretaker.bench.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the load generator encodes by hand is MQTT to a codec that somebody else wrote, and JSON with true values. */
class PublishFrameTest {
    private final EmbeddedChannel decoder = new EmbeddedChannel(new MqttDecoder(64 * 1024));

    @Test
    void threeDaysOfMessagesAreValidAMinuteApartAndPlausible() throws Exception {
        PublishFrame frame = PublishFrame.ofInlet("willow", "meter-1", 1);
        ObjectMapper json = new ObjectMapper();
        Instant expected = PublishFrame.BEGIN;
        for (int i = 1; i <= 3 * 1_440; i++) {
            ByteBuf out = Unpooled.buffer();
            frame.write(out, i);
            decoder.writeInbound(out);
            MqttPublishMessage publish = decoder.readInbound();
            assertThat(publish.fixedHeader().qosLevel()).isEqualTo(MqttQoS.AT_LEAST_ONCE);
            assertThat(publish.variableHeader().packetId()).isEqualTo(i);
            assertThat(publish.variableHeader().topicName()).isEqualTo("caretaker/v1/willow/meter-1/telemetry");
            JsonNode readings = json.readTree(publish.payload().toString(StandardCharsets.UTF_8))
                    .path("readings");
            assertThat(readings.size()).isEqualTo(2);
            assertThat(readings.findValuesAsText("time")).containsOnly(expected.toString());
            assertThat(readings.path(0).path("value").asDouble()).isBetween(1.5, 18.0);
            assertThat(readings.path(1).path("value").asDouble()).isBetween(150.0, 345.0);
            assertThat(frame.lastTime()).isEqualTo(expected);
            expected = expected.plusSeconds(60);
            publish.release();
        }
        assertThat(frame.payloadBytes()).isBetween(180, 220);
    }

    @Test
    void channelsTakeTurns() throws Exception {
        PublishFrame frame = PublishFrame.ofChannels("willow", "meter-1", 1, 4);
        List<String> metrics = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            ByteBuf out = Unpooled.buffer();
            frame.write(out, i);
            decoder.writeInbound(out);
            MqttPublishMessage publish = decoder.readInbound();
            metrics.addAll(new ObjectMapper()
                    .readTree(publish.payload().toString(StandardCharsets.UTF_8))
                    .findValuesAsText("metric"));
            publish.release();
        }
        assertThat(metrics)
                .containsExactly(
                        "channel_10000",
                        "channel_10001",
                        "channel_10002",
                        "channel_10003",
                        "channel_10000",
                        "channel_10001");
    }

    @Test
    void aDeviceConnectsWithItsIdAndToken() {
        decoder.writeInbound(Unpooled.wrappedBuffer(ConnectFrame.of("meter-1", "secret")));
        MqttConnectMessage connect = decoder.readInbound();
        assertThat(connect.variableHeader().version()).isEqualTo(4);
        assertThat(connect.payload().clientIdentifier()).isEqualTo("meter-1");
        assertThat(connect.payload().userName()).isEqualTo("meter-1");
        assertThat(new String(connect.payload().passwordInBytes(), StandardCharsets.UTF_8))
                .isEqualTo("secret");
    }
}
