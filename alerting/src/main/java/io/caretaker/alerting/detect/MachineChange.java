package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A machine with several metrics changes from one way of running to another: the mean of the newest readings against the
 * mean of those just before, as Hotelling's T² by the spread that such differences had while learning. It raises where the
 * distance is more than twice the largest one seen then, speaks for {@code hold} readings, and speaks again when the change
 * goes on. Unlike {@link AdaptiveMachine} it does not care which way of running is usual.
 */
final class MachineChange extends Detector {
    /** Readings of each of the two means: noise falls to a quarter, and a change shows within a few readings. */
    private static final int HALF = 15;
    /** Square of how many times the largest distance of the learning phase raises. */
    private static final double RAISE_FACTOR = 4;

    private final int dimensions;
    private final int warmup;
    private final History[] recent;
    private final double[] even;
    private final UsualSpread usual;
    private double limit = Double.NaN;
    private double distance;
    private int age;
    private long lastTime = NONE;

    MachineChange(Settings settings, Appliance device) {
        super(settings, device);
        dimensions = device.series.length;
        warmup = (int) settings.value("warmup");
        recent = new History[dimensions];
        even = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            recent[i] = new History(2 * HALF);
            even[i] = 1;
        }
        usual = new UsualSpread(dimensions, Math.max(2, warmup - 2 * HALF));
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        if (time <= lastTime || !device.complete()) {
            return raised;
        }
        lastTime = time;
        for (int i = 0; i < dimensions; i++) {
            recent[i].add(time, device.series[i].value);
        }
        if (recent[0].size() < 2 * HALF) {
            return false;
        }
        double[] step = step();
        if (!usual.known()) {
            double sensitivity = settings.value("sensitivity");
            limit = usual.learn(step, even) * RAISE_FACTOR / (sensitivity * sensitivity);
            return false;
        }
        distance = usual.distance(standard(step));
        if (raised && ++age >= settings.value("hold")) {
            clear(time, faults);
        } else if (!raised && distance > limit && !device.series[0].late) {
            age = 0;
            raise(time, time, faults);
        }
        // A new way of running is for the others to judge, not for this one to keep from being learned.
        return false;
    }

    private double[] step() {
        double[] step = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            double sum = 0;
            for (int k = 0; k < HALF; k++) {
                sum += recent[i].value(k) - recent[i].value(k + HALF);
            }
            step[i] = sum / HALF;
        }
        return step;
    }

    private double[] standard(double[] step) {
        double[] standard = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            standard[i] = (step[i] - usual.mean(i)) / usual.scale(i);
        }
        return standard;
    }

    @Override
    List<Evidence> evidence() {
        double[] step = step();
        double[] standard = standard(step);
        int most = 0;
        for (int i = 1; i < dimensions; i++) {
            most = Math.abs(standard[i]) > Math.abs(standard[most]) ? i : most;
        }
        Series series = device.series[most];
        return List.of(
                evidence("distance_from_before", Math.sqrt(distance), Math.sqrt(limit), "1"),
                evidence(series.metric, series.value, Double.NaN, series.unit),
                evidence(series.metric + "_step", step[most], Double.NaN, series.unit));
    }

    @Override
    void write(DataOutput out) throws IOException {
        super.write(out);
        out.writeInt(dimensions);
        out.writeInt(warmup);
        for (History history : recent) {
            history.write(out);
        }
        usual.write(out);
        out.writeDouble(limit);
        out.writeDouble(distance);
        out.writeInt(age);
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
        for (History history : recent) {
            history.read(in);
        }
        usual.read(in);
        limit = in.readDouble();
        distance = in.readDouble();
        age = in.readInt();
        lastTime = in.readLong();
    }
}
