package io.caretaker.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.dashboards.grafana.Panel.Kind;
import io.caretaker.dashboards.grafana.Panel.StateWords;
import java.util.List;
import java.util.Locale;

/** One panel in the form that Grafana reads. */
final class PanelJson {
    /** Page of an asset in the console, behind the address of the console. */
    static final String ASSET_PAGE = "/assets/";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Longer than the slowest device's interval but one: a shorter gap is not a gap. */
    private static final int CONNECT_NULLS_MILLIS = 3_600_000;

    private PanelJson() {}

    static ObjectNode of(Panel panel, int id, ObjectNode place) {
        ObjectNode json = JSON.objectNode();
        json.put("id", id);
        json.put("type", panel.kind().id());
        json.put("title", DashboardJson.bilingual(panel.title()));
        json.put("description", DashboardJson.paragraphs(panel.description()));
        json.set("gridPos", place);
        json.set("datasource", calculates(panel) ? mixed() : dataSource());
        if (!panel.minInterval().isEmpty()) {
            json.put("interval", panel.minInterval());
        }
        ObjectNode fields = json.putObject("fieldConfig");
        fields.set("defaults", defaults(panel));
        fields.set("overrides", panel.kind() == Kind.TABLE ? TableJson.overrides() : JSON.arrayNode());
        json.set("options", options(panel));
        json.set("targets", targets(panel.targets()));
        if (panel.kind() == Kind.TABLE) {
            json.set("transformations", TableJson.transformations(panel));
        }
        return json;
    }

    static ObjectNode dataSource() {
        return JSON.objectNode().put("type", "influxdb").put("uid", Provisioning.DATA_SOURCE_UID);
    }

    private static ObjectNode mixed() {
        return JSON.objectNode().put("type", "datasource").put("uid", "-- Mixed --");
    }

    private static ObjectNode expressions() {
        return JSON.objectNode().put("type", "__expr__").put("uid", "__expr__");
    }

    private static boolean calculates(Panel panel) {
        return panel.targets().stream().anyMatch(Target.Expression.class::isInstance);
    }

    private static ObjectNode defaults(Panel panel) {
        ObjectNode json = JSON.objectNode();
        json.put("unit", panel.unit().id());
        if (calculates(panel)) {
            json.put("displayName", "${__field.labels.asset}");
        }
        if (panel.kind() == Kind.STAT) {
            json.put("noValue", "0");
        }
        boolean byPalette = panel.kind() == Kind.TIME_SERIES;
        json.putObject("color").put("mode", byPalette ? "palette-classic" : "thresholds");
        json.set("thresholds", thresholds(panel.thresholds()));
        json.set("mappings", mappings(panel.stateWords()));
        json.set("links", assetLink(panel));
        json.set("custom", custom(panel));
        return json;
    }

    private static ObjectNode thresholds(List<Threshold> thresholds) {
        ObjectNode json = JSON.objectNode().put("mode", "absolute");
        ArrayNode steps = json.putArray("steps");
        for (Threshold threshold : thresholds) {
            ObjectNode step = steps.addObject();
            step.put("color", threshold.color().name().toLowerCase(Locale.ROOT));
            step.put("value", threshold.value());
        }
        return json;
    }

    private static ArrayNode mappings(StateWords words) {
        ArrayNode json = JSON.arrayNode();
        if (words == null) {
            return json;
        }
        ObjectNode options = json.addObject().put("type", "value").putObject("options");
        boolean neutral = words.oneIsGood() == null;
        String zeroColour = neutral ? "text" : words.oneIsGood() ? "red" : "green";
        String oneColour = neutral ? "blue" : words.oneIsGood() ? "green" : "red";
        options.putObject("0")
                .put("index", 0)
                .put("text", DashboardJson.bilingual(words.zero()))
                .put("color", zeroColour);
        options.putObject("1")
                .put("index", 1)
                .put("text", DashboardJson.bilingual(words.one()))
                .put("color", oneColour);
        return json;
    }

    /** Only where each series is one asset. */
    private static ArrayNode assetLink(Panel panel) {
        ArrayNode json = JSON.arrayNode();
        if (panel.kind() != Kind.TABLE && panel.targets().stream().anyMatch(PanelJson::isByAsset)) {
            json.add(TableJson.link("${__field.labels.asset}"));
        }
        return json;
    }

    private static boolean isByAsset(Target target) {
        return target instanceof Target.Influx influx && influx.byAsset();
    }

    private static ObjectNode custom(Panel panel) {
        ObjectNode json = JSON.objectNode();
        switch (panel.kind()) {
            case TIME_SERIES -> {
                json.put("drawStyle", "line").put("lineWidth", 1).put("fillOpacity", 0);
                json.put("showPoints", "auto").put("spanNulls", CONNECT_NULLS_MILLIS);
                json.putObject("thresholdsStyle").put("mode", panel.limitLines() ? "dashed" : "off");
            }
            case STATE_TIMELINE -> json.put("lineWidth", 0).put("fillOpacity", 70);
            case TABLE -> json.put("align", "auto").put("filterable", true);
            default -> {}
        }
        return json;
    }

    private static ObjectNode options(Panel panel) {
        ObjectNode json = JSON.objectNode();
        switch (panel.kind()) {
            case TIME_SERIES -> {
                json.set("legend", legend());
                json.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case STAT -> {
                newestValue(json);
                json.put("colorMode", "background").put("graphMode", "none").put("textMode", "value");
            }
            case BAR_GAUGE -> {
                newestValue(json);
                json.put("orientation", "horizontal")
                        .put("displayMode", "basic")
                        .put("showUnfilled", true);
            }
            case STATE_TIMELINE -> {
                json.put("mergeValues", true).put("showValue", "never").put("rowHeight", 0.8);
                json.set("legend", legend());
                json.putObject("tooltip").put("mode", "single").put("sort", "none");
            }
            case TABLE -> json.put("showHeader", true).put("cellHeight", "sm");
        }
        return json;
    }

    private static ObjectNode legend() {
        ObjectNode legend = JSON.objectNode()
                .put("displayMode", "list")
                .put("placement", "bottom")
                .put("showLegend", true);
        legend.putArray("calcs");
        return legend;
    }

    private static void newestValue(ObjectNode options) {
        ObjectNode reduce = options.putObject("reduceOptions");
        reduce.putArray("calcs").add("lastNotNull");
        reduce.put("fields", "").put("values", false);
    }

    private static ArrayNode targets(List<Target> targets) {
        ArrayNode json = JSON.arrayNode();
        char refId = 'A';
        for (Target target : targets) {
            ObjectNode one = json.addObject();
            one.put("refId", String.valueOf(refId++));
            one.put("hide", target.hidden());
            if (target instanceof Target.Influx influx) {
                one.set("datasource", dataSource());
                one.put("rawQuery", true);
                one.put("query", influx.query());
                one.put("resultFormat", influx.table() ? "table" : "time_series");
                if (!influx.alias().isEmpty()) {
                    one.put("alias", influx.alias());
                }
            } else if (target instanceof Target.Expression expression) {
                one.set("datasource", expressions());
                one.put("type", "math").put("expression", expression.expression());
            }
        }
        return json;
    }
}
