package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.guard.Addresses;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.mqtt.MqttMetrics.Event;
import io.caretaker.ingest.registry.Credentials;
import io.caretaker.ingest.tls.CertificateIdentity;
import io.caretaker.model.estate.Device;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttIdentifierRejectedException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.NetSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The life of one connection: CONNECT, then packets of the authenticated device, then the end. Belongs to its event loop,
 * except for {@link #disconnect}.
 */
final class MqttConnection {
    private static final byte[] NOTHING = new byte[0];
    private static final int SUBSCRIPTION_REFUSED = 0x80;
    private static final int NOT_AUTHORIZED = 0x87;
    private static final short NO_SUBSCRIPTION_EXISTED = 0x11;

    private final EndpointParts parts;
    private final Scratch scratch;
    private final MqttSocket socket;
    private final String sender;
    private Client client;
    private Credentials.Proof proof;
    /** It came by its certificate, which is good for as long as the device is there and not revoked. */
    private boolean certificate;

    private Publications publications;
    private Outgoing outgoing;

    MqttConnection(EndpointParts parts, Scratch scratch, NetSocketInternal socket) {
        this.parts = parts;
        this.scratch = scratch;
        this.socket = new MqttSocket(socket);
        this.sender = Addresses.sender(this.socket.remoteHost());
    }

    void open() {
        if (!parts.connections().open(sender)) {
            parts.metrics().count(Event.TOO_MANY_OF_ADDRESS);
            socket.close();
            return;
        }
        socket.open(
                parts.settings().maxMessageBytes(),
                parts.settings().connectTimeout(),
                this::packet,
                this::silent,
                closed -> ended());
    }

    /** Ends the connection unless its device is where it was and its token still works; on any thread. */
    void checkAgain() {
        socket.execute(() -> {
            if (client != null && !stillAllowed()) {
                close(MqttReasonCodes.Disconnect.ADMINISTRATIVE_ACTION, Event.DISCONNECTED);
            }
        });
    }

    /**
     * Publishes a command to the device; on any thread.
     *
     * @param acknowledged run on the event loop once the device has it
     * @return whether it went out: false when the device does not listen
     */
    CompletionStage<Boolean> command(byte[] payload, Runnable acknowledged) {
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        socket.execute(() -> sent.complete(outgoing != null && outgoing.publish(payload, acknowledged)));
        return sent;
    }

    private boolean stillAllowed() {
        boolean proven = certificate
                ? parts.credentials().has(client.device())
                : parts.credentials().holds(client.device(), proof);
        return proven
                && parts.topology()
                        .current()
                        .device(client.device())
                        .map(d -> d.estate().equals(client.estate()))
                        .orElse(false);
    }

    /** Ends the connection with the reason, on any thread. */
    void disconnect(MqttReasonCodes.Disconnect reason, Event event) {
        socket.execute(() -> close(reason, event));
    }

    private void packet(Object packet) {
        try {
            if (socket.closed()) {
                return;
            }
            MqttMessage message = (MqttMessage) packet;
            if (message.decoderResult().isFailure()) {
                undecodable(message);
            } else if (client == null) {
                first(message);
            } else {
                next(message);
            }
        } finally {
            ReferenceCountUtil.release(packet);
        }
    }

    private void first(MqttMessage message) {
        if (message instanceof MqttConnectMessage connect) {
            connect(connect);
        } else {
            parts.metrics().count(Event.PROTOCOL_ERROR);
            socket.close(); // MQTT § 3.1: the first packet must be CONNECT
        }
    }

    private void connect(MqttConnectMessage connect) {
        boolean version5 = connect.variableHeader().version() >= 5;
        MqttConnectPayload payload = connect.payload();
        if (Client.lacksId(payload) && !Client.mayLackId(connect)) {
            refuse(Event.PROTOCOL_ERROR, MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED);
            return;
        }
        String name = payload.userName() == null ? "" : payload.userName();
        long nanos = parts.nanoTime().getAsLong();
        if (certified().isEmpty() && parts.attempts().waitFor(sender, name, nanos) > 0) {
            refuse(
                    Event.THROTTLED,
                    version5
                            ? MqttConnectReturnCode.CONNECTION_REFUSED_QUOTA_EXCEEDED
                            : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
            return;
        }
        Optional<Device> device = authenticated(payload);
        if (device.isEmpty()) {
            parts.attempts().failed(sender, name, nanos);
            deadLetter(
                    socket.remoteHost(),
                    "",
                    RejectReason.BAD_CREDENTIALS,
                    "username",
                    name,
                    "a device id and its token");
            refuse(
                    Event.BAD_CREDENTIALS,
                    version5
                            ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
                            : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
        } else if (parts.sessions().size() >= parts.settings().maxConnections()) {
            refuse(
                    Event.BUSY,
                    version5
                            ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY
                            : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE);
        } else {
            accept(connect, device.get());
        }
    }

    /** By its certificate, which then needs no password and speaks for nobody else; without one, by its token. */
    private Optional<Device> authenticated(MqttConnectPayload payload) {
        Optional<Device> certified = certified();
        certificate = certified.isPresent();
        if (certificate) {
            String name = payload.userName();
            boolean itself = name == null
                    || name.isEmpty()
                    || name.equals(certified.get().id());
            return itself ? certified : Optional.empty();
        }
        Optional<Credentials.Proof> proven = parts.credentials().prove(payload.userName(), password(payload));
        proof = proven.orElse(null);
        return proven.flatMap(p -> parts.topology().current().device(payload.userName()));
    }

    /** The device of the certificate; one whose token was revoked is not let in by another door. */
    private Optional<Device> certified() {
        return socket.certificate()
                .flatMap(c -> CertificateIdentity.deviceOf(c, parts.topology().current()))
                .filter(d -> parts.credentials().has(d.id()));
    }

    private static String password(MqttConnectPayload payload) {
        byte[] bytes = payload.passwordInBytes();
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private void accept(MqttConnectMessage connect, Device device) {
        client = Client.of(connect, device.id(), device.estate());
        publications = new Publications(parts, client, socket, this::close);
        outgoing = new Outgoing(socket, client.commandTopic());
        // MQTT § 3.1.2.10: one and a half times the keep alive
        socket.allowSilence(connect.variableHeader().keepAliveTimeSeconds() * 1_500L);
        String assigned = Client.lacksId(connect.payload()) ? device.id() : "";
        Optional<MqttConnection> former = parts.sessions().begin(device.id(), this);
        former.ifPresent(f -> f.disconnect(MqttReasonCodes.Disconnect.SESSION_TAKEN_OVER, Event.TAKEN_OVER));
        if (!stillAllowed()) {
            // The registry changed between the check and the session: its disconnect may have come too early for us.
            close(MqttReasonCodes.Disconnect.ADMINISTRATIVE_ACTION, Event.DISCONNECTED);
            return;
        }
        parts.status().transportAt(device.id(), Protocol.MQTT, socket.remoteHost());
        if (former.isEmpty()) {
            parts.status().transportSaw(device.id(), true);
        }
        parts.attempts().succeeded(sender, device.id());
        parts.metrics().count(Event.CONNECTED);
        socket.writeAndFlush(Packets.accepted(client.version5(), parts.settings(), assigned));
        String willTopic = connect.payload().willTopic();
        if (willTopic != null && !willTopic.equals(client.statusTopic())) {
            // The will itself is not needed: losing the connection says as much. A wrong topic is worth telling,
            // though.
            deadLetter(device.id(), willTopic, RejectReason.TOPIC, "will topic", willTopic, client.statusTopic());
        }
    }

    private void refuse(Event event, MqttConnectReturnCode code) {
        parts.metrics().count(event);
        socket.writeAndFlush(Packets.refused(code));
        socket.close();
    }

    private void next(MqttMessage message) {
        switch (message.fixedHeader().messageType()) {
            case PUBLISH -> publish((MqttPublishMessage) message);
            case PINGREQ -> socket.writeAndFlush(Packets.PONG);
            case SUBSCRIBE -> subscribe((MqttSubscribeMessage) message);
            case UNSUBSCRIBE -> unsubscribe((MqttUnsubscribeMessage) message);
            case PUBREL ->
                socket.writeAndFlush(
                        Packets.released(((MqttMessageIdVariableHeader) message.variableHeader()).messageId()));
            case PUBACK -> outgoing.acknowledged(((MqttMessageIdVariableHeader) message.variableHeader()).messageId());
            case DISCONNECT -> {
                parts.metrics().count(Event.DISCONNECTED);
                socket.close();
            }
            default -> close(MqttReasonCodes.Disconnect.PROTOCOL_ERROR, Event.PROTOCOL_ERROR);
        }
    }

    private void publish(MqttPublishMessage message) {
        byte[] payload = scratch.copy(message.payload());
        publications.publish(message, payload, message.payload().readableBytes());
    }

    private void subscribe(MqttSubscribeMessage message) {
        List<Integer> codes = new ArrayList<>();
        for (MqttTopicSubscription wanted : message.payload().topicSubscriptions()) {
            boolean own = client.commandTopic().equals(wanted.topicFilter());
            int refused = client.version5() ? NOT_AUTHORIZED : SUBSCRIPTION_REFUSED;
            codes.add(own ? Math.min(1, wanted.qualityOfService().value()) : refused);
            if (!own) {
                parts.metrics().count(Event.TOPIC_REFUSED);
            }
        }
        socket.writeAndFlush(Packets.subscribed(message.variableHeader().messageId(), codes));
        codes.stream().filter(code -> code <= 1).max(Integer::compare).ifPresent(granted -> {
            outgoing.listens(granted);
            parts.commands().ready(client.device());
        });
    }

    private void unsubscribe(MqttUnsubscribeMessage message) {
        short[] codes = new short[message.payload().topics().size()];
        if (message.payload().topics().contains(client.commandTopic())) {
            outgoing.listensNoMore();
        }
        for (int i = 0; i < codes.length; i++) {
            codes[i] = client.commandTopic().equals(message.payload().topics().get(i)) ? 0 : NO_SUBSCRIPTION_EXISTED;
        }
        socket.writeAndFlush(Packets.unsubscribed(message.variableHeader().messageId(), codes));
    }

    private void undecodable(MqttMessage message) {
        Throwable cause = message.decoderResult().cause();
        if (client == null) {
            unreadableConnect(cause);
            return;
        }
        String topic = message.variableHeader() instanceof MqttPublishVariableHeader publish ? publish.topicName() : "";
        if (cause instanceof TooLongFrameException) {
            String size =
                    message.fixedHeader() == null ? "" : message.fixedHeader().remainingLength() + " bytes";
            String expected = "at most " + parts.settings().maxMessageBytes() + " bytes";
            deadLetter(client.device(), topic, RejectReason.TOO_LARGE, "payload", size, expected);
            close(MqttReasonCodes.Disconnect.PACKET_TOO_LARGE, Event.MESSAGE_TOO_LARGE);
        } else {
            deadLetter(client.device(), topic, RejectReason.MALFORMED, "packet", "", "a packet of MQTT 3.1.1 or 5");
            close(MqttReasonCodes.Disconnect.MALFORMED_PACKET, Event.PROTOCOL_ERROR);
        }
    }

    private void unreadableConnect(Throwable cause) {
        if (cause instanceof MqttUnacceptableProtocolVersionException) {
            refuse(Event.PROTOCOL_ERROR, MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
        } else if (cause instanceof MqttIdentifierRejectedException) {
            refuse(Event.PROTOCOL_ERROR, MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED);
        } else {
            parts.metrics().count(Event.PROTOCOL_ERROR);
            socket.close(); // whoever this is, it does not speak MQTT
        }
    }

    private void deadLetter(
            String source, String topic, RejectReason reason, String field, String value, String expected) {
        Submission message = new Submission(Protocol.MQTT, "", source, topic, PayloadFormat.JSON, NOTHING, 0, 0);
        parts.telemetry().refuse(message, Rejection.whole(reason, field, value == null ? "" : value, expected));
    }

    private void silent() {
        if (client == null) {
            socket.close();
        } else {
            close(MqttReasonCodes.Disconnect.KEEP_ALIVE_TIMEOUT, Event.KEEP_ALIVE_EXPIRED);
        }
    }

    private void close(MqttReasonCodes.Disconnect reason, Event event) {
        if (socket.closed()) {
            return;
        }
        parts.metrics().count(event);
        if (client != null && client.version5()) {
            socket.writeAndFlush(Packets.disconnect(reason));
        }
        socket.close();
    }

    private void ended() {
        parts.connections().closed(sender);
        if (client == null) {
            return;
        }
        publications.abandon();
        if (!socket.closed()) {
            parts.metrics().count(Event.CONNECTION_LOST);
        }
        parts.commands().lost(client.device());
        if (parts.sessions().end(client.device(), this)) {
            parts.status().transportLost(client.device(), Protocol.MQTT);
        }
    }
}
