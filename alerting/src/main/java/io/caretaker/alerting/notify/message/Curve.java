package io.caretaker.alerting.notify.message;

import io.caretaker.model.reading.Bucket;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The last six hours of a series in few words.
 *
 * @param values averages of equal spans, oldest first; NaN where nothing was measured
 * @param usual median of the same hour of the days before, empty when there are too few
 */
public record Curve(List<Double> values, OptionalDouble usual) {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final String GAP = "·";

    /** Whether it moves, judged by the last span against the ones before. */
    enum Trend {
        RISING,
        FALLING,
        STEADY
    }

    public Curve {
        values = List.copyOf(values);
    }

    static Curve of(List<Bucket> buckets, long fromMicros, long toMicros, int spans, OptionalDouble usual) {
        Double[] values = new Double[spans];
        java.util.Arrays.fill(values, Double.NaN);
        for (Bucket bucket : buckets) {
            long span = (bucket.startMicros() - fromMicros) * spans / (toMicros - fromMicros);
            if (span >= 0 && span < spans) {
                values[(int) span] = bucket.avg();
            }
        }
        return new Curve(List.of(values), usual);
    }

    boolean isEmpty() {
        return values.stream().allMatch(v -> v.isNaN());
    }

    double lowest() {
        return values.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).min().orElse(Double.NaN);
    }

    double highest() {
        return values.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).max().orElse(Double.NaN);
    }

    double last() {
        return values.stream().filter(v -> !v.isNaN()).reduce((a, b) -> b).orElse(Double.NaN);
    }

    String sparkline() {
        double low = lowest();
        double span = highest() - low;
        StringBuilder result = new StringBuilder();
        for (double value : values) {
            if (Double.isNaN(value)) {
                result.append(GAP);
            } else {
                int bar = span == 0 ? 0 : (int) Math.round((value - low) / span * (BARS.length() - 1));
                result.append(BARS.charAt(bar));
            }
        }
        return result.toString();
    }

    /** A tenth of the range within the last spans counts as moving; less is noise. */
    Trend trend() {
        List<Double> measured = values.stream().filter(v -> !v.isNaN()).toList();
        double range = highest() - lowest();
        if (measured.size() < 2 || range == 0) {
            return Trend.STEADY;
        }
        double step = measured.get(measured.size() - 1) - measured.get(measured.size() - 2);
        if (Math.abs(step) < range / 10) {
            return Trend.STEADY;
        }
        return step > 0 ? Trend.RISING : Trend.FALLING;
    }
}
