package io.caretaker.alerting.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Mean and standard deviation of all values so far. */
final class RunningScale {
    private double mean;
    private double squares;
    private long count;

    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    /** How many standard deviations the value lies above the mean; 0 without any history. */
    double above(double value, double shrink) {
        if (count == 0) {
            return 0;
        }
        double deviation = Math.sqrt(squares / count) * shrink;
        return (value - mean) / Math.max(deviation, 1e-9 * Math.max(1, Math.abs(mean)));
    }

    /** The standard deviation; 0 without any history. */
    double deviation() {
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }

    double mean() {
        return mean;
    }

    long count() {
        return count;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(mean);
        out.writeDouble(squares);
        out.writeLong(count);
    }

    void read(DataInput in) throws IOException {
        mean = in.readDouble();
        squares = in.readDouble();
        count = in.readLong();
    }
}
