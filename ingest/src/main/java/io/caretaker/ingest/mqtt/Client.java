package io.caretaker.ingest.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;

/**
 * Who is connected: what CONNECT said, and the topics of the device.
 *
 * @param tellReasons the client wants reason strings (MQTT 5 § 3.1.2.11.7) and has room for them
 */
record Client(
        String device,
        String estate,
        boolean version5,
        boolean tellReasons,
        String telemetryTopic,
        String statusTopic,
        String commandTopic,
        String resultTopic) {
    private static final int ROOM_FOR_REASONS = 128;

    static Client of(MqttConnectMessage connect, String device, String estate) {
        MqttConnectVariableHeader header = connect.variableHeader();
        boolean version5 = header.version() >= 5;
        MqttProperties properties = header.properties();
        boolean tellReasons = version5
                && number(properties, MqttProperties.MqttPropertyType.REQUEST_PROBLEM_INFORMATION, 1) != 0
                && number(properties, MqttProperties.MqttPropertyType.MAXIMUM_PACKET_SIZE, Integer.MAX_VALUE)
                        >= ROOM_FOR_REASONS;
        return new Client(
                device,
                estate,
                version5,
                tellReasons,
                DeviceTopic.of(estate, device, DeviceTopic.TELEMETRY),
                DeviceTopic.of(estate, device, DeviceTopic.STATUS),
                DeviceTopic.of(estate, device, DeviceTopic.COMMAND),
                DeviceTopic.of(estate, device, DeviceTopic.COMMAND_RESULT));
    }

    /** A client without an id is given its device's; MQTT 3.1.1 allows that for clean sessions only. */
    static boolean mayLackId(MqttConnectMessage connect) {
        return connect.variableHeader().version() >= 5
                || connect.variableHeader().isCleanSession();
    }

    static boolean lacksId(MqttConnectPayload payload) {
        return payload.clientIdentifier() == null || payload.clientIdentifier().isEmpty();
    }

    private static long number(MqttProperties properties, MqttProperties.MqttPropertyType type, long absent) {
        var property = properties.getProperty(type.value());
        return property instanceof MqttProperties.IntegerProperty integer
                ? Integer.toUnsignedLong(integer.value())
                : absent;
    }
}
