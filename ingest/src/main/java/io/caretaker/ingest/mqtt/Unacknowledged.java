package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.intake.IntakeResult;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Published messages whose answer is due, in the order they came: PUBACKs leave in that order (MQTT 3.1.1 [MQTT-4.6.0-2]).
 * The queue belongs to the event loop; only {@link Message#settle} comes from other threads.
 */
final class Unacknowledged {
    /** QoS 0: waits like the others, for the bounds' sake, but is not answered. */
    static final int NO_PACKET_ID = -1;

    static final class Message {
        private final int packetId;
        private final int bytes;
        private volatile IntakeResult result;

        private Message(int packetId, int bytes) {
            this.packetId = packetId;
            this.bytes = bytes;
        }

        int packetId() {
            return packetId;
        }

        boolean answered() {
            return packetId != NO_PACKET_ID;
        }

        void settle(IntakeResult known) {
            result = known;
        }

        IntakeResult result() {
            return result;
        }
    }

    private final Deque<Message> waiting = new ArrayDeque<>();
    private long bytes;
    private int unanswered;

    Message add(int packetId, int payloadBytes) {
        Message message = new Message(packetId, payloadBytes);
        waiting.add(message);
        bytes += payloadBytes;
        unanswered += message.answered() ? 0 : 1;
        return message;
    }

    /** The oldest message when its result is known, else null. */
    Message takeSettled() {
        Message head = waiting.peek();
        if (head == null || head.result == null) {
            return null;
        }
        waiting.remove();
        bytes -= head.bytes;
        unanswered -= head.answered() ? 0 : 1;
        return head;
    }

    int size() {
        return waiting.size();
    }

    /** Messages of QoS 0 among them. */
    int qos0() {
        return unanswered;
    }

    /** Messages of QoS 1 among them: what MQTT 5 counts against the receive maximum. */
    int qos1() {
        return waiting.size() - unanswered;
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        waiting.clear();
        bytes = 0;
        unanswered = 0;
    }
}
