package io.caretaker.alerting.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One metric of one device, as far as rules look at it: its newest good value and what is usual. */
final class Series {
    static final long NONE = Long.MIN_VALUE;
    /** Weight of one reading in the usual value once it is learned: a memory of about 200 readings. */
    private static final double SLOW = 0.005;

    final Appliance device;
    final String metric;
    final String unit;
    Detector[] detectors = {};
    /** Recent values, where a detector asked for them. */
    History history;
    /** Event time of the newest good reading and of the one before it. */
    long time = NONE;

    long previousTime = NONE;
    double value = Double.NaN;
    /** Whether the newest reading is older than the scope's allowance: it must not raise. */
    boolean late;

    private float usual;
    private int learned;

    Series(Appliance device, String metric, String unit) {
        this.device = device;
        this.metric = metric;
        this.unit = unit;
    }

    /** Takes the reading as the newest; false when it is not newer than what was seen. */
    boolean offer(long readingTime, double readingValue, boolean isLate) {
        if (readingTime <= time) {
            return false;
        }
        previousTime = time;
        time = readingTime;
        value = readingValue;
        late = isLate;
        if (history != null) {
            history.add(readingTime, readingValue);
        }
        return true;
    }

    boolean known() {
        return time != NONE;
    }

    /** The long-run mean of unsuspicious values; NaN until 20 were seen. */
    double usual() {
        return learned < 20 ? Double.NaN : usual;
    }

    void learn(double unsuspicious) {
        if (learned < Integer.MAX_VALUE) {
            learned++;
        }
        usual += (float) (Math.max(SLOW, 1.0 / learned) * (unsuspicious - usual));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(time);
        out.writeLong(previousTime);
        out.writeDouble(value);
        out.writeBoolean(late);
        out.writeFloat(usual);
        out.writeInt(learned);
        out.writeBoolean(history != null);
        if (history != null) {
            history.write(out);
        }
    }

    void read(DataInput in) throws IOException {
        time = in.readLong();
        previousTime = in.readLong();
        value = in.readDouble();
        late = in.readBoolean();
        usual = in.readFloat();
        learned = in.readInt();
        if (in.readBoolean()) {
            History saved = history == null ? new History(1) : history;
            saved.read(in);
        }
    }
}
