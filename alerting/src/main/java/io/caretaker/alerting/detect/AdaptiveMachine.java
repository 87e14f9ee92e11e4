package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine with several metrics, judged as a whole: Hotelling's T² of the running medians against mean and covariance of
 * the first readings. It raises where the distance is more than twice the largest one seen while learning (so its square
 * is four times as large) and clears when it stays below. Nothing is fitted to a kind of machine; the few constants are
 * customary ones, and results hardly move when they are halved or doubled.
 */
final class AdaptiveMachine extends Detector {
    /** Readings of which the median is taken: spikes shorter than half of it vanish. */
    private static final int MEDIAN_OF = 10;
    /** Added to the diagonal of the correlation matrix, so that nearly dependent metrics do not blow up the distance. */
    private static final double RIDGE = 0.1;
    /** Square of how many times the largest distance of the learning phase raises. */
    private static final double RAISE_FACTOR = 4;
    /** Share of the limit below which the fault clears. */
    private static final double CLEAR_SHARE = 0.6;

    private final int dimensions;
    private final int warmup;
    private final History[] recent;
    /** Smoothed vectors of the learning phase, freed after it. */
    private float[] learned;

    private int count;
    private final double[] mean;
    private final double[] scale;
    private final double[] inverse;
    private double limit = Double.NaN;
    private double distance;
    private int goodRun;
    private long lastTime = NONE;

    AdaptiveMachine(Settings settings, Appliance device) {
        super(settings, device);
        dimensions = device.series.length;
        warmup = (int) settings.value("warmup");
        recent = new History[dimensions];
        for (int i = 0; i < dimensions; i++) {
            recent[i] = new History(MEDIAN_OF);
        }
        learned = new float[warmup * dimensions];
        mean = new double[dimensions];
        scale = new double[dimensions];
        inverse = new double[dimensions * dimensions];
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        if (time <= lastTime || !complete()) {
            return raised;
        }
        lastTime = time;
        double[] smoothed = smoothed();
        if (count < warmup) {
            learn(smoothed);
            return false;
        }
        distance = distance(smoothed);
        boolean late = device.series[0].late;
        if (!raised) {
            if (distance > limit && !late) {
                goodRun = 0;
                raise(time, time, faults);
            }
            return raised;
        }
        goodRun = distance < CLEAR_SHARE * limit ? goodRun + 1 : 0;
        if (goodRun >= settings.value("hold")) {
            clear(time, faults);
        }
        return true;
    }

    /** Whether every metric was seen; one that is missing in a message keeps its last value. */
    private boolean complete() {
        for (Series series : device.series) {
            if (!series.known()) {
                return false;
            }
        }
        return true;
    }

    private double[] smoothed() {
        double[] result = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            recent[i].add(lastTime, device.series[i].value);
            result[i] = recent[i].median();
        }
        return result;
    }

    private void learn(double[] values) {
        for (int i = 0; i < dimensions; i++) {
            learned[count * dimensions + i] = (float) values[i];
        }
        if (++count == warmup) {
            finishLearning();
            learned = null;
        }
    }

    private void finishLearning() {
        // The first medians are of fewer readings than all later ones.
        int first = Math.min(MEDIAN_OF, warmup / 2);
        int n = warmup - first;
        for (int i = 0; i < dimensions; i++) {
            double sum = 0;
            double squares = 0;
            for (int row = first; row < warmup; row++) {
                sum += learned[row * dimensions + i];
            }
            mean[i] = sum / n;
            for (int row = first; row < warmup; row++) {
                double off = learned[row * dimensions + i] - mean[i];
                squares += off * off;
            }
            scale[i] = Math.max(Math.sqrt(squares / n), 1e-6 * Math.max(1, Math.abs(mean[i])));
        }
        double[] correlation = new double[dimensions * dimensions];
        for (int row = first; row < warmup; row++) {
            for (int i = 0; i < dimensions; i++) {
                double zi = (learned[row * dimensions + i] - mean[i]) / scale[i];
                for (int j = 0; j < dimensions; j++) {
                    correlation[i * dimensions + j] += zi * (learned[row * dimensions + j] - mean[j]) / scale[j] / n;
                }
            }
        }
        for (int i = 0; i < dimensions; i++) {
            correlation[i * dimensions + i] += RIDGE;
        }
        invert(correlation, inverse, dimensions);
        double largest = 0;
        double[] row = new double[dimensions];
        for (int r = first; r < warmup; r++) {
            for (int i = 0; i < dimensions; i++) {
                row[i] = learned[r * dimensions + i];
            }
            largest = Math.max(largest, distance(row));
        }
        double sensitivity = settings.value("sensitivity");
        limit = Math.max(largest, 1e-9) * RAISE_FACTOR / (sensitivity * sensitivity);
    }

    private double distance(double[] values) {
        double sum = 0;
        for (int i = 0; i < dimensions; i++) {
            double part = 0;
            for (int j = 0; j < dimensions; j++) {
                part += inverse[i * dimensions + j] * (values[j] - mean[j]) / scale[j];
            }
            sum += part * (values[i] - mean[i]) / scale[i];
        }
        return sum;
    }

    /** Gauss-Jordan; the ridge keeps the positive definite matrix well away from singular, so no pivoting. */
    private static void invert(double[] matrix, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i * n + i] = 1;
        }
        for (int column = 0; column < n; column++) {
            double pivot = matrix[column * n + column];
            for (int j = 0; j < n; j++) {
                matrix[column * n + j] /= pivot;
                into[column * n + j] /= pivot;
            }
            for (int row = 0; row < n; row++) {
                double factor = matrix[row * n + column];
                if (row == column || factor == 0) {
                    continue;
                }
                for (int j = 0; j < n; j++) {
                    matrix[row * n + j] -= factor * matrix[column * n + j];
                    into[row * n + j] -= factor * into[column * n + j];
                }
            }
        }
    }

    @Override
    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        double bound = Math.sqrt(raised ? limit : CLEAR_SHARE * limit);
        evidence.add(evidence("distance_from_usual", Math.sqrt(distance), bound, "1"));
        Series worst = null;
        double most = -1;
        int index = 0;
        for (int i = 0; i < dimensions; i++) {
            double off = Math.abs(device.series[i].value - mean[i]) / scale[i];
            if (off > most) {
                most = off;
                worst = device.series[i];
                index = i;
            }
        }
        if (worst != null) {
            evidence.add(evidence(worst.metric, worst.value, Double.NaN, worst.unit));
            evidence.add(evidence(worst.metric + "_usual", mean[index], Double.NaN, worst.unit));
        }
        return evidence;
    }

    @Override
    void write(DataOutput out) throws IOException {
        super.write(out);
        out.writeInt(dimensions);
        out.writeInt(warmup);
        out.writeInt(count);
        for (int i = 0; i < dimensions; i++) {
            recent[i].write(out);
            out.writeDouble(mean[i]);
            out.writeDouble(scale[i]);
        }
        for (double value : inverse) {
            out.writeDouble(value);
        }
        for (int i = 0; learned != null && i < count * dimensions; i++) {
            out.writeFloat(learned[i]);
        }
        out.writeDouble(limit);
        out.writeDouble(distance);
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
            recent[i].read(in);
            mean[i] = in.readDouble();
            scale[i] = in.readDouble();
        }
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = in.readDouble();
        }
        if (count == warmup) {
            learned = null;
        } else {
            for (int i = 0; i < count * dimensions; i++) {
                learned[i] = in.readFloat();
            }
        }
        limit = in.readDouble();
        distance = in.readDouble();
        goodRun = in.readInt();
        lastTime = in.readLong();
    }
}
