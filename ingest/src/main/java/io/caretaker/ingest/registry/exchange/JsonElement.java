package io.caretaker.ingest.registry.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One element of a section as a draft: what does not fit in it is told and left out, until the rest fits. Pure. */
final class JsonElement {
    private JsonElement() {}

    static <T> T read(
            JsonMapper json,
            JsonNode element,
            Class<T> type,
            String path,
            RegistryFile.Places places,
            List<ImportFault> faults) {
        JsonNode rest = element.deepCopy();
        while (true) {
            try {
                T draft = json.treeToValue(rest, type);
                if (draft != null) {
                    return draft;
                }
                faults.add(places.fault(path, "null", "an object"));
            } catch (JsonMappingException e) {
                String below = below(e);
                faults.add(places.fault(path + below, value(rest, e), expected(e)));
                if (without(rest, e.getPath())) {
                    continue;
                }
            } catch (JsonProcessingException e) {
                faults.add(places.fault(path, "", "an object"));
            }
            rest = json.createObjectNode();
        }
    }

    private static String below(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() != null ? "." + r.getFieldName() : "[" + r.getIndex() + "]")
                .collect(Collectors.joining());
    }

    private static String value(JsonNode root, JsonMappingException e) {
        JsonNode at = at(root, e.getPath());
        return at == null || at.isNull() ? "" : at.isValueNode() ? at.asText() : at.toString();
    }

    private static JsonNode at(JsonNode root, List<JsonMappingException.Reference> path) {
        JsonNode at = root;
        for (JsonMappingException.Reference step : path) {
            at = at == null
                    ? null
                    : step.getFieldName() != null ? at.get(step.getFieldName()) : at.get(step.getIndex());
        }
        return at;
    }

    /** Takes the value away; an element of a list becomes null, so that the others keep their places. */
    private static boolean without(JsonNode root, List<JsonMappingException.Reference> path) {
        if (path.isEmpty()) {
            return false;
        }
        JsonNode parent = at(root, path.subList(0, path.size() - 1));
        JsonMappingException.Reference last = path.get(path.size() - 1);
        if (parent instanceof ObjectNode object) {
            return object.remove(last.getFieldName()) != null;
        }
        if (parent instanceof ArrayNode array
                && array.get(last.getIndex()) != null
                && !array.get(last.getIndex()).isNull()) {
            array.setNull(last.getIndex());
            return true;
        }
        return false;
    }

    private static String expected(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "one of "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == null) {
            return "a value of another type";
        }
        if (type == Double.class || type == double.class) {
            return "a number";
        }
        if (type == Integer.class || type == int.class) {
            return "a whole number";
        }
        if (type == String.class) {
            return "a text";
        }
        return List.class.isAssignableFrom(type)
                ? "a list"
                : Map.class.isAssignableFrom(type) ? "an object" : "an object";
    }
}
