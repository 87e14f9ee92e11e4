package io.caretaker.bench.codecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import java.util.Map;

/** Whether a result is the one of an example: numbers agree to 1e-9 of their size, everything else exactly. */
final class Expectation {
    private static final double TOLERANCE = 1e-9;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Expectation() {}

    /** @param expected {@code data}, or {@code errors}: then the codec has to report one */
    static boolean met(JsonNode expected, DecodedUplink result) {
        if (!expected.has("data")) {
            return result instanceof DecodedUplink.Failed;
        }
        return result instanceof DecodedUplink.Fields fields
                && same(JSON.valueToTree(fields.fields()), expected.path("data"));
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            double a = one.asDouble();
            double b = other.asDouble();
            return a == b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
        }
        if (one.isArray() && other.isArray()) {
            return one.size() == other.size() && sameItems(one, other);
        }
        if (one.isObject() && other.isObject()) {
            return one.size() == other.size() && sameFields(one, other);
        }
        return one.equals(other);
    }

    private static boolean sameItems(JsonNode one, JsonNode other) {
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameFields(JsonNode one, JsonNode other) {
        for (Map.Entry<String, JsonNode> field : one.properties()) {
            if (!other.has(field.getKey()) || !same(field.getValue(), other.get(field.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
