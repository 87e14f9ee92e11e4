package io.caretaker.ingest.lorawan.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Inputs of codecs as JSON: the script parses them with the engine's own, faster than fields are set one by one. */
final class CodecJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Longest input of a command. */
    private static final int LONGEST = 64 * 1024;

    private CodecJson() {}

    static String decodeInput(CodecUplink uplink) {
        StringBuilder json = new StringBuilder(64 + 4 * uplink.bytes().length);
        json.append("{\"fPort\":").append(uplink.fPort()).append(",\"bytes\":[");
        for (int i = 0; i < uplink.bytes().length; i++) {
            json.append(i == 0 ? "" : ",").append(uplink.bytes()[i] & 0xff);
        }
        return json.append("],\"variables\":")
                .append(variables(uplink.variables()))
                .append('}')
                .toString();
    }

    private static String variables(Map<String, String> variables) {
        return variables.isEmpty() ? "{}" : write(variables).orElse("{}");
    }

    /** Empty for data that JSON has no words for, or that are too long. */
    static Optional<String> encodeInput(Map<String, ?> data, int fPort) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("fPort", fPort);
        input.put("data", data);
        input.put("variables", Map.of());
        return write(input).filter(text -> text.length() <= LONGEST);
    }

    private static Optional<String> write(Object value) {
        try {
            return Optional.of(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
