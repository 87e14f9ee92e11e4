package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule at work on one device: small state, moved by readings and ticks, speaking through {@link FaultRegister}. Two of
 * the same kind with the same inputs in the same order end in the same state.
 */
abstract class Detector {
    static final long NONE = Series.NONE;

    final Settings settings;
    final Appliance device;
    /** Whether its fault is up. */
    boolean raised;

    Detector(Settings settings, Appliance device) {
        this.settings = settings;
        this.device = device;
    }

    /**
     * The leading series, or for a detector of the whole device any series, has new good readings.
     *
     * @return whether the value looks suspicious, so that nothing usual is learned from it
     */
    abstract boolean reading(long time, FaultRegister faults);

    /** A reading that is not good arrived. */
    void unusable(long time, FaultRegister faults) {}

    /** Time passed, by the service's clock. */
    void tick(long now, long aliveFloor, FaultRegister faults) {}

    /** Whether {@link #tick} is to be called. */
    boolean ticks() {
        return false;
    }

    /** The numbers that speak for the present verdict. */
    abstract List<Evidence> evidence();

    void write(DataOutput out) throws IOException {
        out.writeBoolean(raised);
    }

    void read(DataInput in) throws IOException {
        raised = in.readBoolean();
    }

    final void raise(long onset, long decided, FaultRegister faults) {
        raised = true;
        faults.raise(this, onset, decided);
    }

    final void clear(long time, FaultRegister faults) {
        raised = false;
        faults.clear(this, time);
    }

    final Evidence evidence(String metric, double value, double limit, String unit) {
        return new Evidence(
                device.id, metric, value, limit, unit, settings.judgement().rule());
    }

    /** The series' value against the limit, and what is usual for it. */
    final List<Evidence> evidenceOf(Series series, double limit) {
        List<Evidence> evidence = new ArrayList<>(2);
        evidence.add(evidence(series.metric, series.value, limit, series.unit));
        if (!Double.isNaN(series.usual())) {
            evidence.add(evidence(series.metric + "_usual", series.usual(), Double.NaN, series.unit));
        }
        return evidence;
    }
}
