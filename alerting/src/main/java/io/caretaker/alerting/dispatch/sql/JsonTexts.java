package io.caretaker.alerting.dispatch.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Short lists of texts in one column, as a JSON array. */
final class JsonTexts {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonTexts() {}

    static String write(Collection<String> texts) {
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array.toString();
    }

    static List<String> read(String json) {
        try {
            List<String> texts = new ArrayList<>();
            MAPPER.readTree(json).forEach(t -> texts.add(t.asText()));
            return texts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("reading a list of texts from the work store: not JSON", e);
        }
    }
}
