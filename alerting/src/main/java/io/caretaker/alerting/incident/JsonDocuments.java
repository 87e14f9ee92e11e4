package io.caretaker.alerting.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.model.fault.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * Reading and writing the stored documents of this feature. A document that does not fit is a damaged store: it throws
 * {@link IllegalStateException} naming the field, and the service does not start over it.
 */
final class JsonDocuments {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonDocuments() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static JsonNode parse(String document) {
        try {
            return MAPPER.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("reading a stored document: not JSON", e);
        }
    }

    static String text(JsonNode json, String field) {
        JsonNode node = json.path(field);
        if (!node.isTextual()) {
            throw damaged(field, node, "a text");
        }
        return node.textValue();
    }

    static long number(JsonNode json, String field) {
        JsonNode node = json.path(field);
        if (!node.isIntegralNumber()) {
            throw damaged(field, node, "a whole number");
        }
        return node.longValue();
    }

    static <E extends Enum<E>> E constant(Class<E> type, JsonNode json, String field) {
        String name = text(json, field);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw damaged(field, json.path(field), "one of " + List.of(type.getEnumConstants()));
    }

    static ArrayNode evidence(List<Evidence> evidence) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Evidence e : evidence) {
            ObjectNode json = array.addObject().put("device", e.device()).put("metric", e.metric());
            putDouble(json, "value", e.value());
            putDouble(json, "limit", e.limit());
            json.put("unit", e.unit()).put("rule", e.rule());
        }
        return array;
    }

    static List<Evidence> evidence(JsonNode array) {
        List<Evidence> evidence = new ArrayList<>();
        for (JsonNode json : array) {
            evidence.add(new Evidence(
                    text(json, "device"),
                    text(json, "metric"),
                    real(json, "value"),
                    real(json, "limit"),
                    text(json, "unit"),
                    text(json, "rule")));
        }
        return evidence;
    }

    /** JSON has no NaN and no infinity: those are written as text. */
    private static void putDouble(ObjectNode json, String field, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            json.put(field, String.valueOf(value));
        } else {
            json.put(field, value);
        }
    }

    private static double real(JsonNode json, String field) {
        JsonNode node = json.path(field);
        if (node.isNumber()) {
            return node.doubleValue();
        }
        String text = text(json, field);
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw damaged(field, node, "a number");
        };
    }

    private static IllegalStateException damaged(String field, JsonNode found, String expected) {
        return new IllegalStateException(
                "reading a stored document: " + field + " is " + found + ", expected " + expected);
    }
}
