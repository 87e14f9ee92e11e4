package io.caretaker.ingest.mqtt;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.List;

/** The packets that the endpoint sends, apart from PUBACK. */
final class Packets {
    static final MqttMessage PONG =
            new MqttMessage(new MqttFixedHeader(MqttMessageType.PINGRESP, false, MqttQoS.AT_MOST_ONCE, false, 0));

    private static final byte PACKET_ID_NOT_FOUND = (byte) 0x92;

    private Packets() {}

    /** MQTT 5 clients are told the limits; 3.1.1 has no field for them. */
    static MqttConnAckMessage accepted(boolean version5, MqttSettings settings, String assignedClientId) {
        var builder = MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                .sessionPresent(false);
        if (version5) {
            builder.properties(properties -> {
                properties
                        .sessionExpiryInterval(0)
                        .receiveMaximum(settings.receiveMaximum())
                        .maximumQos((byte) 1)
                        .maximumPacketSize(settings.maxMessageBytes())
                        .topicAliasMaximum(0)
                        .wildcardSubscriptionAvailable(false)
                        .subscriptionIdentifiersAvailable(false)
                        .sharedSubscriptionAvailable(false);
                if (!assignedClientId.isEmpty()) {
                    properties.assignedClientId(assignedClientId);
                }
            });
        }
        return builder.build();
    }

    static MqttConnAckMessage refused(MqttConnectReturnCode code) {
        return MqttMessageBuilders.connAck()
                .returnCode(code)
                .sessionPresent(false)
                .build();
    }

    static MqttMessage disconnect(MqttReasonCodes.Disconnect code) {
        return MqttMessageBuilders.disconnect().reasonCode(code.byteValue()).build();
    }

    static MqttMessage subscribed(int packetId, List<Integer> codes) {
        return new MqttSubAckMessage(
                header(MqttMessageType.SUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
                new MqttSubAckPayload(codes));
    }

    static MqttMessage unsubscribed(int packetId, short... codes) {
        return new MqttUnsubAckMessage(
                header(MqttMessageType.UNSUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
                new MqttUnsubAckPayload(codes));
    }

    /** The answer to a PUBREL of a client that believes in a QoS 2 exchange from before. */
    static MqttMessage released(int packetId) {
        return new MqttMessage(
                header(MqttMessageType.PUBCOMP),
                new MqttPubReplyMessageVariableHeader(packetId, PACKET_ID_NOT_FOUND, MqttProperties.NO_PROPERTIES));
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }
}
