package io.caretaker.sim.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.sim.api.FaultView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** An evaluation as people and scripts read it. */
public final class EvaluationText {
    private static final String ROW = "%-28s %9s %5s %9s %7s %7s %10s %10s %10s";

    /**
     * What was run.
     *
     * @param checked whether the figures can be relied on: every message was acknowledged and something was injected
     */
    public record Run(long seed, int days, int estates, int devices, boolean checked) {}

    private final Evaluation evaluation;

    public EvaluationText(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** A line per kind, fixed width, and a total. */
    public void table(Consumer<String> line) {
        line.accept(row("fault", "injected", "due", "detected", "missed", "false", "median", "p95", "incidents"));
        line.accept("─".repeat(row("", "", "", "", "", "", "", "", "").length()));
        for (KindScore kind : evaluation.kinds()) {
            line.accept(row(
                    kind.type(),
                    kind.injected(),
                    kind.due(),
                    kind.detected(),
                    kind.missed(),
                    kind.falseAlarms(),
                    span(kind.delays(), 0.5),
                    span(kind.delays(), 0.95),
                    kind.detected() == 0 ? "–" : number((double) kind.incidents() / kind.detected())));
        }
        line.accept("─".repeat(row("", "", "", "", "", "", "", "", "").length()));
        line.accept(row(
                "all",
                evaluation.injected(),
                evaluation.due(),
                evaluation.detected(),
                evaluation.due() - evaluation.detected(),
                evaluation.falseAlarms().size(),
                span(evaluation.delays(), 0.5),
                span(evaluation.delays(), 0.95),
                number(evaluation.incidentsPerRootCause())));
        line.accept("False alarms per 1,000 device-days: " + number(evaluation.falseAlarmsPer1000DeviceDays()) + " in "
                + number(evaluation.deviceDays()) + " device-days");
    }

    /** What went wrong, one line each. */
    public void findings(Consumer<String> line) {
        for (TruthFault fault : evaluation.missed()) {
            line.accept("missed " + fault.kind().id() + " asset=" + fault.asset() + " start=" + fault.start()
                    + " detectableFrom=" + fault.detectableFrom() + " end="
                    + fault.end().map(Object::toString).orElse("-"));
        }
        for (FaultView fault : evaluation.falseAlarms()) {
            line.accept("false " + fault.type() + " asset=" + fault.asset() + " onset=" + fault.onset() + " raised="
                    + fault.raised() + " cleared="
                    + fault.cleared().map(Object::toString).orElse("-"));
        }
    }

    /** One line of JSON. */
    public String json(Run run) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("bench", "evaluate").put("seed", run.seed()).put("days", run.days());
        json.put("estates", run.estates()).put("devices", run.devices());
        json.put("injected", evaluation.injected()).put("due", evaluation.due());
        json.put("detected", evaluation.detected());
        put(json, "recall", evaluation.recall());
        json.put("falseAlarms", evaluation.falseAlarms().size());
        put(json, "falseAlarmsPer1000DeviceDays", evaluation.falseAlarmsPer1000DeviceDays());
        put(json, "incidentsPerRootCause", evaluation.incidentsPerRootCause());
        put(json, "delayMedianSeconds", seconds(evaluation.delays(), 0.5));
        put(json, "delayP95Seconds", seconds(evaluation.delays(), 0.95));
        return json.put("checked", run.checked()).toString();
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, Math.round(value * 10_000) / 10_000.0);
        } else {
            json.putNull(name);
        }
    }

    private static double seconds(List<Duration> ascending, double share) {
        return Evaluation.quantile(ascending, share)
                .map(d -> (double) d.toSeconds())
                .orElse(Double.NaN);
    }

    private static String span(List<Duration> ascending, double share) {
        Optional<Duration> delay = Evaluation.quantile(ascending, share);
        return delay.map(d -> "%d:%02d:%02d".formatted(d.toHours(), d.toMinutesPart(), d.toSecondsPart()))
                .orElse("–");
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "–";
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells);
    }
}
