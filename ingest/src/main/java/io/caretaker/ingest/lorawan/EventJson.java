package io.caretaker.ingest.lorawan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.codec.Rfc3339;
import io.caretaker.ingest.lorawan.codec.CodecUplink;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the JSON of network servers: a field that is absent has the value that Protocol Buffers leave out. Never throws on
 * input other than {@link Unreadable}.
 */
public final class EventJson {
    /** An uplink with a hundred gateways has some 60 KiB. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final int DEPTH = 32;
    private static final int VARIABLES = 64;
    private static final ObjectMapper JSON = mapper();

    /** The message is not what it claims to be. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Rejection why;

        public Unreadable(RejectReason reason, String field, String value, String expected) {
            super(field, null, false, false);
            this.why = Rejection.whole(reason, field, value, expected);
        }

        public Rejection why() {
            return why;
        }
    }

    private EventJson() {}

    private static ObjectMapper mapper() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEPTH)
                .maxStringLength(MAX_BYTES)
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** The message as an object. */
    public static JsonNode object(byte[] payload) throws Unreadable {
        if (payload.length > MAX_BYTES) {
            throw new Unreadable(
                    RejectReason.TOO_LARGE, "payload", payload.length + " bytes", "at most " + MAX_BYTES + " bytes");
        }
        JsonNode root;
        try {
            root = JSON.readTree(payload);
        } catch (IOException e) {
            throw new Unreadable(RejectReason.MALFORMED, "payload", "", "well-formed JSON");
        }
        if (root == null || !root.isObject()) {
            throw new Unreadable(RejectReason.MALFORMED, "payload", "", "a JSON object");
        }
        return root;
    }

    /** @param field its name, for the refusal */
    public static String devEui(JsonNode value, String field) throws Unreadable {
        String text = value.asText("");
        return DevEui.parse(text)
                .orElseThrow(() -> new Unreadable(RejectReason.MALFORMED, field, text, DevEui.EXPECTED));
    }

    /** Epoch microseconds, {@link RawReading#ARRIVAL} where there is none. */
    public static long time(JsonNode value, String field) throws Unreadable {
        if (value.isMissingNode() || value.isNull() || value.asText("").isEmpty()) {
            return RawReading.ARRIVAL;
        }
        long micros = Rfc3339.micros(value.asText(""));
        if (micros == Rfc3339.INVALID) {
            throw new Unreadable(RejectReason.TIME, field, value.asText(""), Rfc3339.EXPECTED);
        }
        return micros;
    }

    /** Payload in base64. */
    public static byte[] bytes(JsonNode value, String field) throws Unreadable {
        String text = value.asText("");
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(RejectReason.MALFORMED, field, text, "bytes in base64");
        }
        if (bytes.length > CodecUplink.MAX_BYTES) {
            throw new Unreadable(
                    RejectReason.TOO_LARGE,
                    field,
                    bytes.length + " bytes",
                    "at most " + CodecUplink.MAX_BYTES + " bytes");
        }
        return bytes;
    }

    /** A whole number of a range, 0 where there is none. */
    public static long number(JsonNode value, String field, long most) throws Unreadable {
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        if (!whole || value.asLong() < 0 || value.asLong() > most) {
            throw new Unreadable(RejectReason.MALFORMED, field, value.asText(""), "a whole number of 0 to " + most);
        }
        return value.asLong();
    }

    /** Nested maps, lists, numbers, truth values and texts; empty for anything but an object. */
    @SuppressWarnings("unchecked") // keys of JSON objects are texts
    public static Map<String, Object> fields(JsonNode value) {
        return value.isObject() ? JSON.convertValue(value, Map.class) : Map.of();
    }

    public static Map<String, String> texts(JsonNode value) {
        Map<String, String> texts = new TreeMap<>();
        value.properties().forEach(e -> {
            if (texts.size() < VARIABLES && e.getValue().isValueNode()) {
                texts.put(e.getKey(), e.getValue().asText(""));
            }
        });
        return texts;
    }
}
