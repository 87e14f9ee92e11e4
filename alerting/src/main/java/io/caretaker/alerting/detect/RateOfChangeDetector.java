package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.util.List;

/** Slope of a least-squares line over the window, per hour, held against a limit. */
final class RateOfChangeDetector extends DelayedDetector {
    private final Series series;
    private final double scale;
    private final Peers peers;

    RateOfChangeDetector(Settings settings, Series series, double scale, Peers peers) {
        super(settings, series.device);
        this.series = series;
        this.scale = scale;
        this.peers = peers;
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        return judge(verdict(), series, faults);
    }

    private Verdict verdict() {
        double slope = slope();
        if (Double.isNaN(slope)) {
            return Verdict.UNDECIDED;
        }
        boolean above = settings.above();
        if (above ? slope > settings.limit() : slope < settings.limit()) {
            boolean low = settings.has("min_value") && series.value < settings.value("min_value") * scale;
            return low || peers != null && !peers.allow(series) ? Verdict.BETWEEN : Verdict.BEYOND;
        }
        boolean clear = above ? slope <= settings.clearLimit() : slope >= settings.clearLimit();
        return clear ? Verdict.CLEAR : Verdict.BETWEEN;
    }

    /** NaN until the window is covered by three quarters. */
    private double slope() {
        History history = series.history;
        long window = settings.micros("window_s");
        long from = series.time - window;
        boolean covered = history.size() > 1 && history.time(history.size() - 1) <= from + window / 4;
        return covered ? history.slopePerHour(from) : Double.NaN;
    }

    @Override
    List<Evidence> evidence() {
        return List.of(
                evidence(
                        series.metric + "_slope",
                        slope(),
                        raised ? settings.limit() : settings.clearLimit(),
                        series.unit + "/h"),
                evidence(series.metric, series.value, Double.NaN, series.unit));
    }
}
