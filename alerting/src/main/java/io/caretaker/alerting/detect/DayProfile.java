package io.caretaker.alerting.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;

/** The usual value at each half hour of the local day: a mean over about a week, each day weighing the same. */
final class DayProfile {
    private static final int BINS = 48;
    private static final int BIN_SECONDS = 1800;
    private static final int REMEMBERED_DAYS = 7;

    private final LocalSeconds local;
    private final float[] means = new float[BINS];
    private final byte[] days = new byte[BINS];
    private int bin = -1;
    private double sum;
    private int count;

    DayProfile(ZoneId zone) {
        this.local = LocalSeconds.of(zone);
    }

    void learn(long time, double value) {
        int now = secondOfDay(time) / BIN_SECONDS;
        if (now != bin) {
            close();
            bin = now;
        }
        sum += value;
        count++;
    }

    private void close() {
        if (bin >= 0 && count > 0) {
            int seen = days[bin];
            means[bin] += (float) ((sum / count - means[bin]) / (seen + 1));
            days[bin] = (byte) Math.min(seen + 1, REMEMBERED_DAYS - 1);
        }
        sum = 0;
        count = 0;
    }

    /** Between the centres of the two nearest half hours; NaN while one of them was never seen. */
    double expected(long time) {
        double position = secondOfDay(time) / (double) BIN_SECONDS - 0.5;
        int left = (int) Math.floor(position);
        int a = Math.floorMod(left, BINS);
        int b = Math.floorMod(left + 1, BINS);
        if (days[a] == 0 || days[b] == 0) {
            return Double.NaN;
        }
        return means[a] + (position - left) * (means[b] - means[a]);
    }

    private int secondOfDay(long time) {
        return (int) Math.floorMod(local.at(time), 86_400L);
    }

    void write(DataOutput out) throws IOException {
        for (int i = 0; i < BINS; i++) {
            out.writeFloat(means[i]);
            out.writeByte(days[i]);
        }
        out.writeInt(bin);
        out.writeDouble(sum);
        out.writeInt(count);
    }

    void read(DataInput in) throws IOException {
        for (int i = 0; i < BINS; i++) {
            means[i] = in.readFloat();
            days[i] = in.readByte();
        }
        bin = in.readInt();
        sum = in.readDouble();
        count = in.readInt();
    }
}
