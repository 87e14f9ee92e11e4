package io.caretaker.service.road;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * An edge node of Sparkplug B on a broker: as much of it, and of its Protocol Buffers form ({@code sparkplug_b.proto}), as a
 * birth, a value and a request for a rebirth need. Written apart from the product's own codec.
 */
final class SparkplugEdge implements AutoCloseable {
    private static final int FLOAT = 9;
    private static final int INT64 = 4;
    private static final int ALIAS = 7;

    private final String group;
    private final String edge;
    private final Mqtt3BlockingClient client;
    private final Mqtt3BlockingClient.Mqtt3Publishes received;

    SparkplugEdge(int port, String group, String edge) {
        this.group = group;
        this.edge = edge;
        client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(edge)
                .serverHost("localhost")
                .serverPort(port)
                .buildBlocking();
        client.connect();
        received = client.publishes(MqttGlobalPublishFilter.SUBSCRIBED);
    }

    /** What the host says of itself, retained. */
    String hostState() throws InterruptedException {
        subscribe("spBv1.0/STATE/caretaker");
        String state = next();
        subscribe("spBv1.0/" + group + "/NCMD/" + edge);
        return state;
    }

    /** The next command of the host, as far as it is text. */
    String command() throws InterruptedException {
        return next();
    }

    /** NBIRTH with sequence 0, DBIRTH with sequence 1. */
    void birth(Instant time, String device, String metric, float value) {
        publish("NBIRTH/" + edge, payload(time, 0, integer("bdSeq", 0)));
        publish("DBIRTH/" + edge + '/' + device, payload(time, 1, named(metric, value)));
    }

    /** DDATA by the alias that the birth gave. */
    void data(Instant time, int sequence, String device, float value) {
        publish("DDATA/" + edge + '/' + device, payload(time, sequence, aliased(value)));
    }

    private void publish(String kind, byte[] payload) {
        int slash = kind.indexOf('/');
        client.publishWith()
                .topic("spBv1.0/" + group + '/' + kind.substring(0, slash) + kind.substring(slash))
                .qos(MqttQos.AT_MOST_ONCE)
                .payload(payload)
                .send();
    }

    private void subscribe(String topic) {
        client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    private String next() throws InterruptedException {
        return received.receive(10, TimeUnit.SECONDS)
                .map(p -> new String(p.getPayloadAsBytes(), StandardCharsets.ISO_8859_1))
                .orElse("nothing within 10 s");
    }

    private static byte[] payload(Instant time, int sequence, byte[] metric) {
        Message message = new Message();
        message.number(1, time.toEpochMilli());
        message.bytes(2, metric);
        message.number(3, sequence);
        return message.out.toByteArray();
    }

    private static byte[] integer(String name, long value) {
        Message message = new Message();
        message.bytes(1, name.getBytes(StandardCharsets.UTF_8));
        message.number(4, INT64);
        message.number(11, value);
        return message.out.toByteArray();
    }

    private static byte[] named(String name, float value) {
        Message message = new Message();
        message.bytes(1, name.getBytes(StandardCharsets.UTF_8));
        message.number(2, ALIAS);
        message.number(4, FLOAT);
        message.float32(12, value);
        return message.out.toByteArray();
    }

    private static byte[] aliased(float value) {
        Message message = new Message();
        message.number(2, ALIAS);
        message.number(4, FLOAT);
        message.float32(12, value);
        return message.out.toByteArray();
    }

    /** Protocol Buffers on the wire: the key of a field is its number and its wire type. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void number(int field, long value) {
            varint((long) field << 3);
            varint(value);
        }

        void bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
        }

        void float32(int field, float value) {
            varint((long) field << 3 | 5);
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }

    @Override
    public void close() {
        received.close();
        client.disconnect();
    }
}
