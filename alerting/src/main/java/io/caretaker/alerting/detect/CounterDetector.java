package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A cumulative counter: its rate per hour over a window, or its total as a share of an attribute. A fall to less than a
 * tenth is a reset, a fall from above nine tenths of the modulus a wrap; any other fall says nothing and starts anew.
 */
final class CounterDetector extends DelayedDetector {
    private static final int SLOTS = 12;
    private static final double RESET_BELOW = 0.1;
    private static final double WRAP_ABOVE = 0.9;

    private final Series series;
    /** The attribute that the total is a share of; NaN for the rate. */
    private final double total;

    /** Times and unwrapped totals, at most one in each twelfth of the window. */
    private final History marks;

    private double last = Double.NaN;
    private double unwrapped;

    CounterDetector(Settings settings, Series series, double total) {
        super(settings, series.device);
        this.series = series;
        this.total = total;
        this.marks = Double.isNaN(total) ? new History(SLOTS + 4) : null;
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        if (marks != null) {
            unwrapped += delta(series.value);
            last = series.value;
            if (marks.size() == 0 || time - marks.time(0) >= settings.micros("window_s") / SLOTS) {
                marks.add(time, unwrapped);
            }
        }
        double value = judged();
        Verdict verdict = Verdict.UNDECIDED;
        if (!Double.isNaN(value)) {
            verdict = value >= settings.limit() && settings.above() || value <= settings.limit() && !settings.above()
                    ? Verdict.BEYOND
                    : (settings.above() ? value <= settings.clearLimit() : value >= settings.clearLimit())
                            ? Verdict.CLEAR
                            : Verdict.BETWEEN;
        }
        return judge(verdict, series, faults);
    }

    private double delta(double value) {
        if (Double.isNaN(last)) {
            return 0;
        }
        double difference = value - last;
        if (difference >= 0) {
            return difference;
        }
        if (value < RESET_BELOW * last) {
            double modulus = settings.value("modulus");
            return modulus > 0 && last > WRAP_ABOVE * modulus ? modulus - last + value : value;
        }
        marks.clear();
        return 0;
    }

    /** NaN until the window is covered. */
    private double judged() {
        if (marks == null) {
            return series.value / total;
        }
        long window = settings.micros("window_s");
        for (int i = 0; i < marks.size(); i++) {
            long age = series.time - marks.time(i);
            if (age >= window) {
                return (unwrapped - marks.value(i)) / (age / 3.6e9);
            }
        }
        return Double.NaN;
    }

    @Override
    List<Evidence> evidence() {
        double limit = raised ? settings.limit() : settings.clearLimit();
        if (marks == null) {
            return List.of(
                    evidence(series.metric + "_share", judged(), limit, "1"),
                    evidence(series.metric, series.value, total, series.unit));
        }
        return List.of(evidence(series.metric + "_rate", judged(), limit, series.unit + "/h"));
    }

    @Override
    void write(DataOutput out) throws IOException {
        super.write(out);
        out.writeDouble(last);
        out.writeDouble(unwrapped);
        if (marks != null) {
            marks.write(out);
        }
    }

    @Override
    void read(DataInput in) throws IOException {
        super.read(in);
        last = in.readDouble();
        unwrapped = in.readDouble();
        if (marks != null) {
            marks.read(in);
        }
    }
}
