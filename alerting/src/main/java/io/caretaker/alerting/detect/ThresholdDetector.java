package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * Value, or its ratio to another metric, beyond a limit. The limit may be a share of an attribute of the asset; it may count
 * only while another metric of the device is beyond a value, only when peers in the scope are beyond too, or not when they
 * are.
 */
final class ThresholdDetector extends DelayedDetector {
    private final Series series;
    private final Series ratioTo;
    private final Series when;
    /** What limits are multiplied with: the attribute, 1 where they are absolute. */
    private final float scale;

    private final Peers peers;

    ThresholdDetector(Settings settings, Series series, double scale, Series ratioTo, Series when, Peers peers) {
        super(settings, series.device);
        this.series = series;
        this.scale = (float) scale;
        this.ratioTo = ratioTo;
        this.when = when;
        this.peers = peers;
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        return judge(verdict(), series, faults);
    }

    private Verdict verdict() {
        double value = judged();
        if (Double.isNaN(value)) {
            return Verdict.UNDECIDED;
        }
        boolean above = settings.above();
        double limit = settings.limit() * scale;
        if (above ? value > limit : value < limit) {
            return applies() ? Verdict.BEYOND : Verdict.BETWEEN;
        }
        double clear = settings.clearLimit() * scale;
        return (above ? value <= clear : value >= clear) ? Verdict.CLEAR : Verdict.BETWEEN;
    }

    private double judged() {
        if (ratioTo == null) {
            return series.value;
        }
        boolean fresh = ratioTo.known() && series.time - ratioTo.time <= 2 * device.interval && ratioTo.value > 0;
        return fresh ? series.value / ratioTo.value : Double.NaN;
    }

    private boolean applies() {
        if (settings.inputs().containsKey("when") && !whenHolds()) {
            return false;
        }
        return peers == null || peers.allow(series);
    }

    private boolean whenHolds() {
        if (when == null || !when.known()) {
            return false;
        }
        boolean aboveHolds = !settings.has("when_above") || when.value > settings.value("when_above");
        return aboveHolds && (!settings.has("when_below") || when.value < settings.value("when_below"));
    }

    @Override
    List<Evidence> evidence() {
        double limit = (raised ? settings.limit() : settings.clearLimit()) * scale;
        if (ratioTo != null) {
            return List.of(
                    evidence(series.metric + "_per_" + ratioTo.metric, judged(), limit, "1"),
                    evidence(series.metric, series.value, Double.NaN, series.unit),
                    evidence(ratioTo.metric, ratioTo.value, Double.NaN, ratioTo.unit));
        }
        List<Evidence> evidence = new ArrayList<>(evidenceOf(series, limit));
        if (when != null) {
            evidence.add(evidence(when.metric, when.value, Double.NaN, when.unit));
        }
        return evidence;
    }
}
