package io.caretaker.dashboards.console.incident;

import io.caretaker.model.notify.Notification;
import java.util.List;
import java.util.Optional;

/** What an incident's page shows. */
record IncidentView(
        String id,
        IncidentLine line,
        String sentence,
        String assetHref,
        String assetName,
        String opened,
        String lasted,
        boolean over,
        int reopened,
        Optional<String> acknowledgedBy,
        Optional<Clock> respondBy,
        Optional<Clock> repairBy,
        List<NumberRow> numbers,
        Optional<ChartSpec> chart,
        List<Symptom> symptoms,
        List<Step> timeline,
        List<Told> told,
        List<TaskRow> tasks,
        String firstAction,
        String residents,
        boolean mayAct,
        boolean mayComment) {

    public boolean canAcknowledge() {
        return mayAct && !over && acknowledgedBy.isEmpty();
    }

    record Clock(String time, String left, boolean late) {}

    record NumberRow(String metric, String measured, String limit, String rule, String ruleHref) {}

    /** A chart around the fault, which is shaded from {@code markFrom} to {@code markTo}; times are epoch milliseconds. */
    record ChartSpec(String asset, String metric, String label, long from, long to, long markFrom, long markTo) {}

    record Symptom(String href, String fault, String asset, String since, boolean cleared) {}

    record Step(String time, String iso, String kind, String text, String actor) {}

    record Told(
            String person,
            String channel,
            int step,
            String state,
            Notification.State delivery,
            String time,
            String error) {}

    record TaskRow(String href, String state, String crew, String due, boolean late, String trade) {}
}
