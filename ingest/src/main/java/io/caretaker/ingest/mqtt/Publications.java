package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.guard.GuardSettings;
import io.caretaker.ingest.guard.Pace;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.mqtt.MqttMetrics.Event;
import io.caretaker.ingest.mqtt.Unacknowledged.Message;
import io.caretaker.ingest.topic.PlainTopics;
import io.caretaker.model.estate.Device;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * What one device publishes, until it is answered: after its readings are durable, in the order it came. While too much
 * waits, the socket is not read. Belongs to the event loop; results come in from threads of the journal.
 */
final class Publications {
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int QUOTA_EXCEEDED = 0x97;
    private static final int PAYLOAD_FORMAT_INVALID = 0x99;
    private static final int CONTENT_TYPE = MqttProperties.MqttPropertyType.CONTENT_TYPE.value();

    private final EndpointParts parts;
    private final Client client;
    private final MqttSocket socket;
    private final BiConsumer<MqttReasonCodes.Disconnect, Event> close;
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final PubackFrames pubacks;
    private final Pace pace;
    private final AtomicBoolean answering = new AtomicBoolean();
    private final Runnable answer = this::answer;
    private int refused;

    Publications(
            EndpointParts parts,
            Client client,
            MqttSocket socket,
            BiConsumer<MqttReasonCodes.Disconnect, Event> close) {
        this.parts = parts;
        this.client = client;
        this.socket = socket;
        this.close = close;
        this.pubacks = new PubackFrames(socket.allocator());
        GuardSettings guard = parts.settings().guard();
        this.pace = new Pace(
                guard.messagesPerSecond(),
                guard.messagesAtOnce(),
                parts.nanoTime().getAsLong());
    }

    /** @param payload a shared array; its first {@code length} bytes are the payload, for the time of this call */
    void publish(MqttPublishMessage packet, byte[] payload, int length) {
        String topic = packet.variableHeader().topicName();
        MqttQoS qos = packet.fixedHeader().qosLevel();
        if (qos == MqttQoS.EXACTLY_ONCE) {
            refuseQos2(topic, payload, length);
            return;
        }
        boolean answered = qos == MqttQoS.AT_LEAST_ONCE;
        if (answered
                && client.version5()
                && unacknowledged.qos1() >= parts.settings().receiveMaximum()) {
            close.accept(MqttReasonCodes.Disconnect.RECEIVE_MAXIMUM_EXCEEDED, Event.QUOTA_EXCEEDED);
            return;
        }
        Message message =
                unacknowledged.add(answered ? packet.variableHeader().packetId() : Unacknowledged.NO_PACKET_ID, length);
        parts.metrics().waiting(1);
        submit(packet, topic, payload, length).whenComplete((result, failure) -> {
            message.settle(failure == null ? result : IntakeResult.unavailable());
            if (answering.compareAndSet(false, true)) {
                socket.execute(answer);
            }
        });
        pauseWhenFull();
        if (!pace.take()) {
            slowDown();
        }
    }

    private void slowDown() {
        long owed = pace.owedNanos(parts.nanoTime().getAsLong());
        if (owed > 0 && socket.holdReading(owed)) {
            parts.metrics().count(Event.SLOWED_DOWN);
        }
    }

    private CompletionStage<IntakeResult> submit(MqttPublishMessage packet, String topic, byte[] payload, int length) {
        if (topic.equals(client.telemetryTopic())) {
            return parts.telemetry().accept(submission(topic, format(packet, payload, length), payload, length));
        }
        Submission message = submission(topic, PayloadFormat.JSON, payload, length);
        if (topic.equals(client.statusTopic())) {
            CommandResult.inStatus(payload, length)
                    .ifPresent(answer -> parts.commands().answered(client.device(), answer));
            return parts.status().accept(message);
        }
        if (topic.equals(client.resultTopic())) {
            return result(message, payload, length);
        }
        PlainTopics plain = parts.plainTopics();
        if (plain.publisher(topic).map(Device::id).equals(Optional.of(client.device()))) {
            return plain.accept(topic, Arrays.copyOf(payload, length));
        }
        parts.metrics().count(Event.TOPIC_REFUSED);
        String expected = client.telemetryTopic() + ", …/status or a topic among the addresses of the device";
        return parts.telemetry().refuse(message, Rejection.whole(RejectReason.TOPIC, "topic", topic, expected));
    }

    /** Acknowledged at once: an answer that gets lost leaves the command to expire, which somebody sees. */
    private CompletionStage<IntakeResult> result(Submission message, byte[] payload, int length) {
        Optional<CommandResult> result = CommandResult.parse(payload, length);
        if (result.isEmpty()) {
            return parts.telemetry().refuse(message, CommandResult.rejected(payload, length));
        }
        parts.commands().answered(client.device(), result.get());
        return CompletableFuture.completedStage(IntakeResult.taken());
    }

    private Submission submission(String topic, PayloadFormat format, byte[] payload, int length) {
        return new Submission(Protocol.MQTT, client.device(), client.device(), topic, format, payload, 0, length);
    }

    private PayloadFormat format(MqttPublishMessage packet, byte[] payload, int length) {
        if (client.version5()
                && packet.variableHeader().properties().getProperty(CONTENT_TYPE)
                        instanceof MqttProperties.StringProperty type) {
            return PayloadFormat.ofMediaType(type.value()).orElseGet(() -> PayloadFormat.sniff(payload, 0, length));
        }
        return PayloadFormat.sniff(payload, 0, length);
    }

    private void refuseQos2(String topic, byte[] payload, int length) {
        Submission message = submission(topic, PayloadFormat.JSON, payload, length);
        parts.telemetry().refuse(message, Rejection.whole(RejectReason.PROTOCOL, "QoS", "2", "QoS 0 or 1"));
        close.accept(MqttReasonCodes.Disconnect.QOS_NOT_SUPPORTED, Event.PROTOCOL_ERROR);
    }

    private void pauseWhenFull() {
        MqttSettings settings = parts.settings();
        // An MQTT 5 client keeps the receive maximum by itself; the packet that breaks it must still be seen.
        int counted = client.version5() ? unacknowledged.qos0() : unacknowledged.size();
        boolean full = counted >= settings.receiveMaximum()
                || unacknowledged.bytes() >= settings.maxWaitingBytes()
                || socket.congested();
        if (full && socket.pauseReading()) {
            parts.metrics().count(Event.READING_PAUSED);
        }
    }

    private void answer() {
        // Before the queue is looked at: a result that comes in from here on schedules another look.
        answering.set(false);
        int settled = 0;
        Message message;
        while (!socket.closed() && (message = unacknowledged.takeSettled()) != null) {
            settled++;
            answer(message);
        }
        parts.metrics().waiting(-settled);
        ByteBuf frames = pubacks.take();
        if (frames != null) {
            socket.writeAndFlush(frames);
        }
        MqttSettings settings = parts.settings();
        if (socket.paused()
                && !socket.congested()
                && unacknowledged.size() <= settings.receiveMaximum() / 2
                && unacknowledged.bytes() <= settings.maxWaitingBytes() / 2) {
            socket.resumeReading();
        }
    }

    private void answer(Message message) {
        IntakeResult result = message.result();
        switch (result.outcome()) {
            case ACCEPTED -> accepted(message, result);
            case REJECTED -> rejected(message, result);
            case UNAVAILABLE -> unavailable(message);
        }
    }

    private void accepted(Message message, IntakeResult result) {
        if (!message.answered()) {
            return;
        }
        if (client.tellReasons() && !result.rejected().isEmpty()) {
            pubacks.reason(message.packetId(), 0, sentence(result));
        } else {
            pubacks.success(message.packetId());
        }
    }

    /** MQTT 3.1.1 has no way to say no, and asking again would not help: it is acknowledged and lies in the dead letters. */
    private void rejected(Message message, IntakeResult result) {
        boolean topic = result.rejected().get(0).reason() == RejectReason.TOPIC;
        if (message.answered() && client.version5()) {
            int code = code(result);
            if (client.tellReasons()) {
                pubacks.reason(message.packetId(), code, sentence(result));
            } else {
                pubacks.reason(message.packetId(), code);
            }
        } else if (message.answered() && !topic) {
            pubacks.success(message.packetId());
        }
        if (topic && (!client.version5() || ++refused > parts.settings().maxRefused())) {
            writeAnswers();
            close.accept(
                    client.version5()
                            ? MqttReasonCodes.Disconnect.QUOTA_EXCEEDED
                            : MqttReasonCodes.Disconnect.NOT_AUTHORIZED,
                    Event.QUOTA_EXCEEDED);
        }
    }

    /** Not accepted, to be sent again: MQTT 5 says so; MQTT 3.1.1 clients repeat what is unacknowledged when reconnected. */
    private void unavailable(Message message) {
        if (client.version5()) {
            if (message.answered()) {
                pubacks.reason(message.packetId(), QUOTA_EXCEEDED);
            }
        } else if (message.answered()) {
            writeAnswers();
            close.accept(MqttReasonCodes.Disconnect.SERVER_BUSY, Event.BUSY);
        }
    }

    private void writeAnswers() {
        ByteBuf frames = pubacks.take();
        if (frames != null) {
            socket.writeAndFlush(frames);
        }
    }

    private static int code(IntakeResult result) {
        return switch (result.rejected().get(0).reason()) {
            case TOPIC, OTHER_DEVICE, UNKNOWN_DEVICE -> NOT_AUTHORIZED;
            default -> PAYLOAD_FORMAT_INVALID;
        };
    }

    private static String sentence(IntakeResult result) {
        int more = result.rejected().size() - 1;
        return (more == 0 ? "" : "1 of " + (more + 1) + " rejections: ")
                + result.rejected().get(0).sentence();
    }

    /** The connection is gone: what is still on its way to the disk stays accepted, but nobody is told. */
    void abandon() {
        parts.metrics().waiting(-unacknowledged.size());
        unacknowledged.clear();
    }
}
