package io.caretaker.alerting.detect;

import io.caretaker.alerting.detect.Twilight.Expectation;
import io.caretaker.model.fault.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * A lamp (or the cabinet behind it) that is dark though it must burn, or burns though it must be off. A lamp without supply
 * voltage or with a dimming command of 0 is not judged: that is somebody else's fault, or nobody's.
 */
final class LightDetector extends DelayedDetector {
    private final Series series;
    private final Series dim;
    private final Series supply;
    private final double rated;
    private final Twilight twilight;

    LightDetector(Settings settings, Series series, double rated, Series dim, Series supply, Twilight twilight) {
        super(settings, series.device);
        this.series = series;
        this.rated = rated;
        this.dim = dim;
        this.supply = supply;
        this.twilight = twilight;
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        return judge(verdict(time), series, faults);
    }

    private Verdict verdict(long time) {
        double value = series.value;
        double expected = expected();
        if (settings.above()) {
            if (value > settings.limit() * expected) {
                return twilight.at(time) == Expectation.MUST_BE_OFF ? Verdict.BEYOND : Verdict.UNDECIDED;
            }
            return value <= settings.clearLimit() * expected ? Verdict.CLEAR : Verdict.BETWEEN;
        }
        if (supply != null && supply.known() && supply.value < settings.value("supply_min")) {
            return Verdict.UNDECIDED;
        }
        if (expected <= 0) {
            return Verdict.UNDECIDED;
        }
        if (value < settings.limit() * expected) {
            return twilight.at(time) == Expectation.MUST_BURN ? Verdict.BEYOND : Verdict.UNDECIDED;
        }
        return value >= settings.clearLimit() * expected ? Verdict.CLEAR : Verdict.BETWEEN;
    }

    /** Rated power at the dimming command; limits of day burning go by the full rated power. */
    private double expected() {
        boolean dimmed = !settings.above() && dim != null && dim.known();
        return dimmed ? rated * Math.min(dim.value, 100) / 100 : rated;
    }

    @Override
    List<Evidence> evidence() {
        double limit = (raised ? settings.limit() : settings.clearLimit()) * expected();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(evidence(series.metric, series.value, limit, series.unit));
        if (settings.inputs().containsKey("rated")) {
            evidence.add(
                    evidence(series.metric + "_expected", settings.above() ? 0 : expected(), Double.NaN, series.unit));
        }
        if (supply != null && supply.known()) {
            evidence.add(evidence(supply.metric, supply.value, settings.value("supply_min"), supply.unit));
        }
        return evidence;
    }
}
