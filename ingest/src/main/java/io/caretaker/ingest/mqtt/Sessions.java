package io.caretaker.ingest.mqtt;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The one connection of each device. Safe for use by several threads. */
final class Sessions {
    private final Map<String, MqttConnection> byDevice = new ConcurrentHashMap<>();

    /** The connection that the device had before, which is no session any more. */
    Optional<MqttConnection> begin(String device, MqttConnection connection) {
        return Optional.ofNullable(byDevice.put(device, connection));
    }

    /** False when another connection has taken over. */
    boolean end(String device, MqttConnection connection) {
        return byDevice.remove(device, connection);
    }

    Optional<MqttConnection> of(String device) {
        return Optional.ofNullable(byDevice.get(device));
    }

    int size() {
        return byDevice.size();
    }
}
