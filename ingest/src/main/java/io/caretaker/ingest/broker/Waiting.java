package io.caretaker.ingest.broker;

import io.caretaker.ingest.intake.IntakeResult;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Messages that wait for their readings to become durable, in the order they came: acknowledgements leave in that order
 * (MQTT 3.1.1 [MQTT-4.6.0-2]). Belongs to the event loop; only {@link Message#settle} comes from other threads.
 */
final class Waiting {
    static final class Message {
        private final MqttPublishMessage packet;
        private volatile IntakeResult result;

        private Message(MqttPublishMessage packet) {
            this.packet = packet;
        }

        void settle(IntakeResult known) {
            result = known;
        }

        IntakeResult result() {
            return result;
        }

        MqttPublishMessage packet() {
            return packet;
        }
    }

    private final Deque<Message> messages = new ArrayDeque<>();

    Message add(MqttPublishMessage packet) {
        Message message = new Message(packet);
        messages.add(message);
        return message;
    }

    /** The oldest message when its result is known, else null. */
    Message takeSettled() {
        Message head = messages.peek();
        return head == null || head.result == null ? null : messages.remove();
    }

    int size() {
        return messages.size();
    }
}
