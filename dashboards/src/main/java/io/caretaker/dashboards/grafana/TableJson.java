package io.caretaker.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What makes one table of the answers of several queries, and its asset column a link. */
final class TableJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TableJson() {}

    static ArrayNode overrides() {
        ArrayNode json = JSON.arrayNode();
        override(json, "Time", "unit", Unit.AGE.id()).add(property("displayName", "Last seen · 最近上报"));
        override(json, "estate", "displayName", "Estate · 小区");
        override(json, "device", "displayName", "Device · 设备");
        ArrayNode asset = override(json, "asset", "displayName", "Asset · 设施");
        ObjectNode links = asset.addObject().put("id", "links");
        links.putArray("value").add(link("${__value.raw}"));
        return json;
    }

    /**
     * Queries of one column share their rows only without the time: the newest values of two metrics need not be of the
     * same moment. A table of a single kind of value keeps the time, which is what it is for.
     */
    static ArrayNode transformations(Panel panel) {
        ArrayNode json = JSON.arrayNode();
        List<String> columns = panel.targets().stream()
                .filter(Target.Influx.class::isInstance)
                .map(target -> ((Target.Influx) target).column())
                .distinct()
                .toList();
        ObjectNode keep = json.addObject().put("id", "filterFieldsByName");
        ObjectNode names = keep.putObject("options").putObject("include");
        ArrayNode kept = names.putArray("names").add("estate").add("asset").add("device");
        if (columns.size() == 1) {
            kept.add("Time");
        } else {
            columns.forEach(kept::add);
        }
        json.addObject().put("id", "merge").putObject("options");
        return json;
    }

    /** Opens the page of an asset in the console. */
    static ObjectNode link(String asset) {
        return JSON.objectNode()
                .put("title", "Asset in the console · 在控制台查看")
                .put("url", "${console}" + PanelJson.ASSET_PAGE + asset)
                .put("targetBlank", true);
    }

    private static ArrayNode override(ArrayNode overrides, String field, String id, String value) {
        ObjectNode json = overrides.addObject();
        json.putObject("matcher").put("id", "byName").put("options", field);
        return json.putArray("properties").add(property(id, value));
    }

    private static ObjectNode property(String id, String value) {
        return JSON.objectNode().put("id", id).put("value", value);
    }
}
