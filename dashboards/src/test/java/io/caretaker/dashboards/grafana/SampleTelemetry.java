package io.caretaker.dashboards.grafana;

import io.caretaker.model.estate.AssetType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Two days of every metric of the profiles, of two assets of each type in each of two estates, in the schema of the
 * writer. The first asset of a type is sound; the second is at the other end of what its metric can show, so that
 * conditions such as "dark" have somebody to find. Every tenth sample, but of counters, is implausible and marked so; the newest is one.
 */
final class SampleTelemetry {
    static final Instant FROM = Instant.parse("2026-11-22T00:00:00Z");
    static final Instant TO = Instant.parse("2026-11-24T00:00:00Z");
    static final List<String> ESTATES = List.of("riverside", "hill.1");

    private static final double IMPLAUSIBLE = -99_999;
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final Map<String, double[]> SOUND_AND_BROKEN = Map.ofEntries(
            Map.entry(MetricNames.WATER_FLOW, new double[] {12, 31}),
            Map.entry(MetricNames.WATER_PRESSURE, new double[] {310, 80}),
            Map.entry(MetricNames.LAMP_POWER, new double[] {58, 0.8}),
            Map.entry(MetricNames.RESIDUAL_CURRENT, new double[] {12, 140}),
            Map.entry(MetricNames.TDS_IN, new double[] {180, 185}),
            Map.entry(MetricNames.TDS_OUT, new double[] {12, 90}));

    private SampleTelemetry() {}

    /** Line protocol, times in microseconds. */
    static String lines() {
        StringBuilder lines = new StringBuilder();
        for (String estate : ESTATES) {
            MetricNames.byType().forEach((type, metrics) -> {
                for (int asset = 1; asset <= 2; asset++) {
                    for (String metric : metrics) {
                        series(lines, estate, type, asset, metric);
                    }
                }
            });
        }
        return lines.toString();
    }

    private static void series(StringBuilder lines, String estate, AssetType type, int number, String metric) {
        String name = estate + "-" + Selection.tag(type) + "-" + number;
        String tags = ",asset=" + name + ",device=" + name + "-dev,estate=" + estate + ",type=" + Selection.tag(type);
        int step = 0;
        for (Instant time = FROM; time.isBefore(TO); time = time.plus(STEP)) {
            lines.append(metric)
                    .append(tags)
                    .append(" value=")
                    .append(isBad(metric, step) ? IMPLAUSIBLE : value(metric, number, step))
                    .append(",quality=")
                    .append(isBad(metric, step) ? "2i" : "0i")
                    .append(' ')
                    .append(time.toEpochMilli() * 1_000)
                    .append('\n');
            step++;
        }
    }

    private static boolean isBad(String metric, int step) {
        return step % 10 == 1 && !metric.endsWith("_total");
    }

    private static double value(String metric, int number, int step) {
        if (metric.endsWith("_total")) {
            return 100.0 + 3 * step;
        }
        double[] ends = SOUND_AND_BROKEN.getOrDefault(metric, new double[] {1, 0});
        return ends[number - 1];
    }
}
