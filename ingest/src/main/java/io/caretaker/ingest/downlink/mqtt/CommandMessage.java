package io.caretaker.ingest.downlink.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.ingest.downlink.DeviceCommand;
import io.caretaker.model.Times;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/**
 * A command as devices get it: {@code {"id":"c-…","command":"lamp_dim","parameters":{"level":40},"expires":"…Z"}}. Whole
 * numbers are written without a fraction. Pure.
 */
final class CommandMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CommandMessage() {}

    static byte[] of(DeviceCommand command) {
        ObjectNode message = JSON.createObjectNode();
        message.put("id", command.id());
        message.put("command", command.name());
        ObjectNode parameters = message.putObject("parameters");
        new TreeMap<>(command.parameters()).forEach((name, value) -> {
            if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                parameters.put(name, value.longValue());
            } else {
                parameters.put(name, value);
            }
        });
        message.put("expires", Times.instant(command.expiresMicros()).toString());
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing a command as JSON", e);
        }
    }
}
