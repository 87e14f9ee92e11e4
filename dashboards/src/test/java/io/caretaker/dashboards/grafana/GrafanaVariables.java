package io.caretaker.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts values into a query the way Grafana does. */
final class GrafanaVariables {
    private final String name;
    private final Map<String, String> values;

    private GrafanaVariables(String name, Map<String, String> values) {
        this.name = name;
        this.values = values;
    }

    /** As the page opens: all estates and assets, the first of each choice. */
    static GrafanaVariables everything(JsonNode dashboard) {
        Map<String, String> values = new HashMap<>();
        RenderedDashboards.variables(dashboard).forEach(variable -> {
            String name = variable.get("name").asText();
            if (variable.get("type").asText().equals("query")) {
                values.put("${" + name + ":regex}", variable.get("allValue").asText());
            } else {
                values.put("${" + name + "}", variable.at("/current/value").asText());
            }
        });
        return new GrafanaVariables("everything", values);
    }

    /** One estate chosen whose id needs escaping in a regular expression, and its two assets of each type by name. */
    static GrafanaVariables oneEstate(JsonNode dashboard) {
        String estate = SampleTelemetry.ESTATES.get(1);
        GrafanaVariables chosen = everything(dashboard);
        chosen.values.put("${estate:regex}", regex(List.of(estate)));
        RenderedDashboards.variables(dashboard)
                .filter(variable -> variable.get("type").asText().equals("query"))
                .filter(variable -> variable.get("query").asText().contains("\"type\" = "))
                .forEach(variable -> {
                    String type = variable.get("query").asText().replaceAll(".*\"type\" = '(\\w+)'.*", "$1");
                    chosen.values.put(
                            "${" + variable.get("name").asText() + ":regex}",
                            regex(List.of(estate + "-" + type + "-1", estate + "-" + type + "-2")));
                });
        return new GrafanaVariables("one estate", chosen.values);
    }

    String in(String query, String interval) {
        String text = query.replace(
                        "$timeFilter",
                        "time >= " + SampleTelemetry.FROM.toEpochMilli() + "ms and time <= "
                                + SampleTelemetry.TO.toEpochMilli() + "ms")
                .replace("$__interval", interval);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return text;
    }

    /** Grafana's format {@code regex}: special characters escaped, several values as alternatives. */
    private static String regex(List<String> values) {
        List<String> escaped = values.stream()
                .map(value -> value.replaceAll("[\\\\^$*+?.()|\\[\\]{}/]", "\\\\$0"))
                .toList();
        return escaped.size() == 1 ? escaped.get(0) : escaped.stream().collect(Collectors.joining("|", "(", ")"));
    }

    @Override
    public String toString() {
        return name;
    }
}
