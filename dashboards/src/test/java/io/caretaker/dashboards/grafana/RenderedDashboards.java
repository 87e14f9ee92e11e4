package io.caretaker.dashboards.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The dashboards as Grafana gets them: the tests look at the JSON, not at the classes that made it. */
final class RenderedDashboards {
    private RenderedDashboards() {}

    static List<JsonNode> all() {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> dashboards = new ArrayList<>();
        for (Map.Entry<String, String> file :
                GrafanaFiles.of(GrafanaFiles.DEFAULT_ZONE).entrySet()) {
            if (file.getKey().endsWith(".json")) {
                try {
                    dashboards.add(mapper.readTree(file.getValue()));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(file.getKey(), e);
                }
            }
        }
        return dashboards;
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Panels that show something: no row headings. */
    static Stream<JsonNode> panels(JsonNode dashboard) {
        return each(dashboard.get("panels"))
                .filter(panel -> !panel.get("type").asText().equals("row"));
    }

    static Stream<JsonNode> variables(JsonNode dashboard) {
        return each(dashboard.at("/templating/list"));
    }
}
