package io.caretaker.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.model.Text;
import java.time.Duration;

/**
 * A dashboard in the form that Grafana reads (schema 39, Grafana 11). Places the panels, so that none can overlap, and
 * numbers them in the order of the page.
 */
final class DashboardJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int SCHEMA_VERSION = 39;
    private static final String TAG = "caretaker";

    private DashboardJson() {}

    static ObjectNode of(Dashboard dashboard, String timeZone) {
        ObjectNode json = JSON.objectNode();
        json.putNull("id");
        json.put("uid", dashboard.uid());
        json.put("title", bilingual(dashboard.title()));
        json.put("description", paragraphs(dashboard.description()));
        json.putArray("tags").add(TAG);
        json.put("schemaVersion", SCHEMA_VERSION);
        json.put("version", 1);
        json.put("editable", true);
        json.put("graphTooltip", 1);
        json.put("timezone", timeZone);
        json.put("refresh", "1m");
        json.putObject("time").put("from", "now-24h").put("to", "now");
        json.putObject("timepicker");
        json.set("annotations", annotations(dashboard));
        json.set("templating", VariableJson.of(dashboard.variables()));
        json.set("links", links());
        json.set("panels", panels(dashboard));
        return json;
    }

    private static ObjectNode annotations(Dashboard dashboard) {
        ObjectNode json = JSON.objectNode();
        ArrayNode list = json.putArray("list");
        for (Annotation annotation : dashboard.annotations()) {
            ObjectNode one = list.addObject();
            one.put("name", bilingual(annotation.name()));
            one.put("enable", true);
            one.put("hide", false);
            one.put("iconColor", "rgba(110, 159, 255, 0.35)");
            one.putObject("datasource").put("type", "datasource").put("uid", "grafana");
            ObjectNode target = one.putObject("target");
            target.put("queryType", "timeRegions").put("refId", "Anno");
            // Required by the form, without effect on a time region.
            target.put("type", "dashboard").put("limit", 100).put("matchAny", false);
            target.putArray("tags");
            target.set("timeRegion", timeRegion(annotation));
        }
        return json;
    }

    /**
     * Said twice: Grafana 11 reads from and to, later versions the cron expression. Those would read an every-day from
     * and to as well, but some of them draw it a day too long.
     */
    private static ObjectNode timeRegion(Annotation annotation) {
        Duration length = Duration.between(annotation.from(), annotation.to());
        return JSON.objectNode()
                .put("mode", "cron")
                .put(
                        "cronExpr",
                        annotation.from().getMinute() + " " + annotation.from().getHour() + " * * *")
                .put("duration", length.toMinutes() + "m")
                .put("from", annotation.from().toString())
                .put("to", annotation.to().toString())
                .put("timezone", annotation.zone().getId());
    }

    private static ArrayNode links() {
        ArrayNode links = JSON.arrayNode();
        ObjectNode others = link("dashboards", "Caretaker", "The other dashboards, over the same time · 同一时段的其他看板");
        others.putArray("tags").add(TAG);
        others.put("asDropdown", true).put("keepTime", true);
        links.add(others);
        ObjectNode console = link("link", "Console · 控制台", "Incidents, tasks and rules · 事件、工单与规则");
        console.put("url", "${console}").put("targetBlank", true);
        links.add(console);
        return links;
    }

    private static ObjectNode link(String type, String title, String tooltip) {
        ObjectNode link = JSON.objectNode();
        link.put("type", type).put("title", title).put("tooltip", tooltip).put("icon", "external link");
        link.putArray("tags");
        link.put("asDropdown", false)
                .put("keepTime", false)
                .put("includeVars", false)
                .put("targetBlank", false);
        return link;
    }

    private static ArrayNode panels(Dashboard dashboard) {
        ArrayNode panels = JSON.arrayNode();
        Placement placement = new Placement();
        int id = 1;
        for (Row row : dashboard.rows()) {
            ObjectNode head = panels.addObject();
            head.put("id", id++).put("type", "row").put("title", bilingual(row.title()));
            head.put("collapsed", false);
            head.set("gridPos", placement.heading());
            head.putArray("panels");
            for (Panel panel : row.panels()) {
                panels.add(PanelJson.of(panel, id++, placement.next(panel.width(), panel.height())));
            }
        }
        return panels;
    }

    /** English, then Chinese, on one line. */
    static String bilingual(Text text) {
        return text.en().equals(text.zh()) ? text.en() : text.en() + " · " + text.zh();
    }

    /** English, then Chinese, in two paragraphs of Markdown. */
    static String paragraphs(Text text) {
        return text.en() + "\n\n" + text.zh();
    }
}
