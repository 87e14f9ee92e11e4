package io.caretaker.ingest.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.HashMap;
import java.util.Map;

/** What is published to one device, until it acknowledges. Belongs to the event loop of the connection. */
final class Outgoing {
    private static final int LAST_PACKET_ID = 65_535;

    private final MqttSocket socket;
    private final String topic;
    private final Map<Integer, Runnable> unacknowledged = new HashMap<>();
    /** Negative while the device does not listen. */
    private int qos = -1;

    private int packetId;

    Outgoing(MqttSocket socket, String topic) {
        this.socket = socket;
        this.topic = topic;
    }

    void listens(int granted) {
        qos = granted;
    }

    void listensNoMore() {
        qos = -1;
    }

    /** @param acknowledged run once the device has it; never for a device that listens with QoS 0 */
    boolean publish(byte[] payload, Runnable acknowledged) {
        if (qos < 0 || socket.closed()) {
            return false;
        }
        var message = MqttMessageBuilders.publish()
                .topicName(topic)
                .qos(qos == 0 ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE)
                .retained(false)
                .payload(Unpooled.wrappedBuffer(payload));
        if (qos > 0) {
            packetId = packetId == LAST_PACKET_ID ? 1 : packetId + 1;
            message.messageId(packetId);
            unacknowledged.put(packetId, acknowledged);
        }
        socket.writeAndFlush(message.build());
        return true;
    }

    void acknowledged(int id) {
        Runnable told = unacknowledged.remove(id);
        if (told != null) {
            told.run();
        }
    }
}
