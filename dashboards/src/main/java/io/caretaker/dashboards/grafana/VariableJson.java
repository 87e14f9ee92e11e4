package io.caretaker.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The {@code templating} part of a dashboard. */
final class VariableJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** On each load, and on each change of the time range: assets come and go with the range. */
    private static final int REFRESH_ON_TIME_RANGE = 2;

    private static final int SORT_ALPHABETICAL = 1;

    private VariableJson() {}

    static ObjectNode of(List<Variable> variables) {
        ObjectNode json = JSON.objectNode();
        ArrayNode list = json.putArray("list");
        variables.forEach(variable -> list.add(one(variable)));
        return json;
    }

    private static ObjectNode one(Variable variable) {
        ObjectNode json = JSON.objectNode();
        json.put("name", variable.name());
        json.put("label", DashboardJson.bilingual(variable.label()));
        json.put("hide", 0);
        json.put("skipUrlSync", false);
        if (variable instanceof Variable.Found found) {
            found(json, found);
        } else if (variable instanceof Variable.Choice choice) {
            choice(json, choice);
        } else if (variable instanceof Variable.Typed typed) {
            typed(json, typed);
        }
        return json;
    }

    private static void found(ObjectNode json, Variable.Found found) {
        json.put("type", "query");
        json.set("datasource", PanelJson.dataSource());
        json.put("query", found.query());
        json.put("definition", found.query());
        json.put("regex", "");
        json.put("refresh", REFRESH_ON_TIME_RANGE);
        json.put("sort", SORT_ALPHABETICAL);
        json.put("multi", true);
        json.put("includeAll", true);
        // Without it, all would be spelt out: a regular expression of thousands of asset ids in every query.
        json.put("allValue", ".*");
        ObjectNode current = json.putObject("current");
        current.put("selected", true);
        current.putArray("text").add("All");
        current.putArray("value").add("$__all");
        json.putArray("options");
    }

    private static void choice(ObjectNode json, Variable.Choice choice) {
        json.put("type", "custom");
        json.put("query", String.join(",", choice.values()));
        json.put("multi", false);
        json.put("includeAll", false);
        json.set("current", option(choice.values().get(0), true));
        ArrayNode options = json.putArray("options");
        choice.values()
                .forEach(value ->
                        options.add(option(value, value.equals(choice.values().get(0)))));
    }

    private static void typed(ObjectNode json, Variable.Typed typed) {
        json.put("type", "textbox");
        json.put("query", typed.value());
        json.set("current", option(typed.value(), true));
        json.putArray("options").add(option(typed.value(), true));
    }

    private static ObjectNode option(String value, boolean selected) {
        return JSON.objectNode().put("selected", selected).put("text", value).put("value", value);
    }
}
