package io.caretaker.dashboards.console.asset;

import io.caretaker.dashboards.console.estate.Condition;
import io.caretaker.dashboards.console.incident.IncidentLine;
import java.util.List;

/** What an asset's page shows. */
record AssetView(
        String id,
        String href,
        String name,
        String type,
        String estate,
        Condition condition,
        String conditionLabel,
        List<Place> path,
        List<MetricRow> metrics,
        List<DeviceRow> devices,
        List<IncidentLine> incidents,
        List<Place> children,
        List<Fact> facts) {

    record Place(String href, String name, Condition condition) {}

    record DeviceRow(String id, String profile, String interval) {}

    record Fact(String name, String value) {}

    /** @param table hour by hour for those without charts, newest first; {@code late} when older than three intervals */
    record MetricRow(
            String device,
            String name,
            String label,
            String value,
            String quality,
            boolean good,
            String age,
            boolean late,
            boolean state,
            List<TableRow> table) {}

    record TableRow(String time, String min, String avg, String max) {}
}
