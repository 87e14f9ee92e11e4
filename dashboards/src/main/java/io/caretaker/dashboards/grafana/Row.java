package io.caretaker.dashboards.grafana;

import io.caretaker.model.Text;
import java.util.List;

/** Panels under one heading, placed from left to right and wrapped at the width of the page. */
record Row(Text title, List<Panel> panels) {
    Row {
        panels = List.copyOf(panels);
    }

    static Row of(String en, String zh, Panel... panels) {
        return new Row(new Text(en, zh), List.of(panels));
    }
}
