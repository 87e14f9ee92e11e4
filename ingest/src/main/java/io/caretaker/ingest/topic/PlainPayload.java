package io.caretaker.ingest.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.caretaker.ingest.codec.CodecLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in a payload that follows no format of ours: the fields of a JSON object, or one value. Pure: bytes in, fields
 * out, and nothing thrown.
 */
final class PlainPayload {
    /** Devices nest more deeply than the product's own formats do. */
    private static final int DEEPEST = 16;

    private static final int MOST_FIELDS = 2_000;
    private static final int LONGEST_WORD = 256;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(4_096)
                    .maxNumberLength(128)
                    .maxNameLength(256)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private PlainPayload() {}

    /** The fields of a JSON object; empty when the payload is no such object. */
    static Optional<Map<String, Object>> object(byte[] payload, CodecLimits limits) {
        if (payload.length > limits.maxBytes()) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Object> fields = new Fields(parser).object();
            return parser.nextToken() == null ? Optional.of(fields) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // whatever the parser stumbles over is the sender's payload, not a fault of ours
        }
    }

    /** A bare number or word, with or without quotation marks; empty when the payload is no short text. */
    static Optional<String> word(byte[] payload) {
        if (payload.length == 0 || payload.length > LONGEST_WORD) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString()
                    .strip();
            if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
                text = text.substring(1, text.length() - 1);
            }
            boolean plain = !text.isEmpty()
                    && "{[".indexOf(text.charAt(0)) < 0
                    && text.chars().noneMatch(Character::isISOControl);
            return plain ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** One pass, with a bound on the number of fields beside those on depth and length. */
    private static final class Fields {
        private final JsonParser parser;
        private int fields;

        Fields(JsonParser parser) {
            this.parser = parser;
        }

        Map<String, Object> object() throws IOException {
            Map<String, Object> object = new LinkedHashMap<>();
            String name;
            while ((name = parser.nextFieldName()) != null) {
                Object value = value(parser.nextToken());
                if (value != null) {
                    object.put(name, value);
                }
            }
            return object;
        }

        private List<Object> list() throws IOException {
            List<Object> list = new ArrayList<>();
            JsonToken token;
            while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
                Object value = value(token);
                list.add(value == null ? "" : value); // positions count
            }
            return list;
        }

        private Object value(JsonToken token) throws IOException {
            if (++fields > MOST_FIELDS) {
                throw new IOException("more than " + MOST_FIELDS + " fields");
            }
            return switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> list();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                case VALUE_TRUE -> Boolean.TRUE;
                case VALUE_FALSE -> Boolean.FALSE;
                case VALUE_STRING -> parser.getText();
                default -> null;
            };
        }
    }
}
