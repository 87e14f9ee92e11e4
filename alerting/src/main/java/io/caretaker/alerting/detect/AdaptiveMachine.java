package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine with several metrics, judged as a whole: Hotelling's T² of exponentially smoothed values against mean and
 * covariance of the first readings, metrics that wander of themselves counting less ({@link Wander}). It raises where the
 * distance is more than twice the largest one seen while learning (so its square is four times as large). It clears when
 * the distance is small again, or so small against the worst of the fault that the machine has come to rest beside where it
 * was; that place is then what is usual. Nothing is fitted to a kind of machine.
 */
final class AdaptiveMachine extends Detector {
    /** Weight of a reading in the smoothed value: a memory of 8 readings, which is what a median of 15 would look at. */
    private static final double SMOOTHING = 1 / 8.0;
    /** Readings that pass before the smoothed values are as smooth as later ones. */
    private static final int SETTLE = 8;
    /** Blocks into which the learning phase is cut to see what wanders. */
    private static final int BLOCKS = 13;
    /** Square of how many times the largest distance of the learning phase raises. */
    private static final double RAISE_FACTOR = 4;
    /** Share of the limit below which the fault clears. */
    private static final double CLEAR_SHARE = 0.6;
    /** Share of the worst squared distance of a fault, below which the fault is over: about a sixth of the distance. */
    private static final double REST_SHARE = 0.03;
    /** What is usual follows the machine this many times slower than it was learned. */
    private static final int FOLLOW = 10;

    private final int dimensions;
    private final int warmup;
    private final double[] smoothed;
    private final Wander[] wander;
    private final UsualSpread usual;
    /** What a standardised deviation of each metric is worth. */
    private final double[] weights;
    /** Where the usual has moved to since it was learned. */
    private final double[] moved;

    private int count;
    private double limit = Double.NaN;
    private double distance;
    private double worst;
    private int goodRun;
    private long lastTime = NONE;

    AdaptiveMachine(Settings settings, Appliance device) {
        super(settings, device);
        dimensions = device.series.length;
        warmup = (int) settings.value("warmup");
        int toLearn = warmup - Math.min(SETTLE, warmup / 2);
        smoothed = new double[dimensions];
        weights = new double[dimensions];
        moved = new double[dimensions];
        wander = new Wander[dimensions];
        for (int i = 0; i < dimensions; i++) {
            wander[i] = new Wander(Math.max(2, toLearn / BLOCKS));
        }
        usual = new UsualSpread(dimensions, toLearn);
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        if (time <= lastTime || !device.complete()) {
            return raised;
        }
        lastTime = time;
        smooth();
        if (!usual.known()) {
            learn();
            return false;
        }
        double[] off = deviation();
        distance = usual.distance(off);
        if (raised) {
            whileRaised(off, time, faults);
        } else if (distance > limit) {
            if (!device.series[0].late) {
                begin(time, faults);
            }
        } else if (distance < CLEAR_SHARE * limit) {
            move(off, 1.0 / (FOLLOW * warmup));
        }
        return raised;
    }

    private void smooth() {
        count = Math.min(count + 1, warmup + 1);
        double weight = Math.max(SMOOTHING, 1.0 / count);
        for (int i = 0; i < dimensions; i++) {
            smoothed[i] += weight * (device.series[i].value - smoothed[i]);
        }
    }

    private void learn() {
        if (count <= Math.min(SETTLE, warmup / 2)) {
            return;
        }
        for (int i = 0; i < dimensions; i++) {
            wander[i].add(device.series[i].value);
            weights[i] = wander[i].weight();
        }
        double largest = usual.learn(smoothed, weights);
        double sensitivity = settings.value("sensitivity");
        limit = largest * RAISE_FACTOR / (sensitivity * sensitivity);
    }

    private double[] deviation() {
        double[] off = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            off[i] = weights[i] * (smoothed[i] - usual.mean(i)) / usual.scale(i) - moved[i];
        }
        return off;
    }

    private void begin(long time, FaultRegister faults) {
        worst = distance;
        goodRun = 0;
        raise(time, time, faults);
    }

    private void whileRaised(double[] off, long time, FaultRegister faults) {
        worst = Math.max(worst, distance);
        boolean small = distance < CLEAR_SHARE * limit;
        goodRun = small || distance < REST_SHARE * worst ? goodRun + 1 : 0;
        if (goodRun >= settings.value("hold")) {
            if (!small) {
                move(off, 1);
            }
            clear(time, faults);
        }
    }

    private void move(double[] towards, double share) {
        for (int i = 0; i < dimensions; i++) {
            moved[i] += share * towards[i];
        }
    }

    @Override
    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        double bound = Math.sqrt(raised ? limit : Math.max(CLEAR_SHARE * limit, REST_SHARE * worst));
        evidence.add(evidence("distance_from_usual", Math.sqrt(distance), bound, "1"));
        double[] off = deviation();
        int most = 0;
        for (int i = 1; i < dimensions; i++) {
            most = Math.abs(off[i]) > Math.abs(off[most]) ? i : most;
        }
        Series series = device.series[most];
        double usually = usual.mean(most) + moved[most] / weights[most] * usual.scale(most);
        evidence.add(evidence(series.metric, series.value, Double.NaN, series.unit));
        evidence.add(evidence(series.metric + "_usual", usually, Double.NaN, series.unit));
        return evidence;
    }

    @Override
    void write(DataOutput out) throws IOException {
        super.write(out);
        out.writeInt(dimensions);
        out.writeInt(warmup);
        out.writeInt(count);
        for (int i = 0; i < dimensions; i++) {
            out.writeDouble(smoothed[i]);
            out.writeDouble(weights[i]);
            out.writeDouble(moved[i]);
            wander[i].write(out);
        }
        usual.write(out);
        out.writeDouble(limit);
        out.writeDouble(distance);
        out.writeDouble(worst);
        out.writeInt(goodRun);
        out.writeLong(lastTime);
    }

    /** Another set of metrics or another warm-up begins anew. */
    @Override
    void read(DataInput in) throws IOException {
        boolean wasRaised = in.readBoolean();
        if (in.readInt() != dimensions || in.readInt() != warmup) {
            return;
        }
        raised = wasRaised;
        count = in.readInt();
        for (int i = 0; i < dimensions; i++) {
            smoothed[i] = in.readDouble();
            weights[i] = in.readDouble();
            moved[i] = in.readDouble();
            wander[i].read(in);
        }
        usual.read(in);
        limit = in.readDouble();
        distance = in.readDouble();
        worst = in.readDouble();
        goodRun = in.readInt();
        lastTime = in.readLong();
    }
}
