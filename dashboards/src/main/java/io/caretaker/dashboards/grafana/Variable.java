package io.caretaker.dashboards.grafana;

import io.caretaker.model.Text;
import io.caretaker.model.estate.AssetType;
import java.util.List;

/** A drop-down or text box at the top of a dashboard. */
sealed interface Variable {
    /** As in {@code $name}. */
    String name();

    Text label();

    /** Values that a query finds; several or all can be chosen. */
    record Found(String name, Text label, String query) implements Variable {}

    /** One of a few values; the first is the default. A person may type another. */
    record Choice(String name, Text label, List<String> values) implements Variable {
        public Choice {
            values = List.copyOf(values);
        }
    }

    /** A free text. */
    record Typed(String name, Text label, String value) implements Variable {}

    static Variable estates() {
        return new Found("estate", new Text("Estate", "小区"), "SHOW TAG VALUES WITH KEY = \"estate\"");
    }

    /** The assets of one type in the chosen estates. */
    static Variable assets(String name, Text label, AssetType type) {
        return new Found(
                name,
                label,
                "SHOW TAG VALUES FROM \"" + MetricNames.heartbeat(type) + "\" WITH KEY = \"asset\" WHERE "
                        + "\"estate\" =~ /^${estate:regex}$/ AND \"type\" = '" + Selection.tag(type) + "'");
    }

    /** Where the console answers: links lead there. */
    static Variable console() {
        return new Typed("console", new Text("Console address", "控制台地址"), "http://localhost:8080");
    }
}
