package io.caretaker.alerting.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How the service's own time passed, from ticks. After a pause of the service every device looks silent although it was the
 * listener who was away: {@link #aliveFloor} is the moment since which silence counts. A pause is a step of more than ten
 * usual steps and two minutes, so that simulated time may run fast.
 */
final class ServiceTime {
    private static final long PAUSE = 120_000_000L;
    private static final int USUAL_STEPS = 10;

    private long now = Series.NONE;
    private double usualStep;
    private long aliveFloor = Series.NONE;

    void passed(long time) {
        if (now == Series.NONE) {
            aliveFloor = time;
        } else if (time > now) {
            long step = time - now;
            if (step > PAUSE && step > USUAL_STEPS * usualStep) {
                aliveFloor = time;
            }
            usualStep += 0.1 * (Math.min(step, 2 * Math.max(usualStep, PAUSE)) - usualStep);
        }
        now = Math.max(now, time);
    }

    long now() {
        return now;
    }

    long aliveFloor() {
        return aliveFloor;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(now);
        out.writeDouble(usualStep);
        out.writeLong(aliveFloor);
    }

    void read(DataInput in) throws IOException {
        now = in.readLong();
        usualStep = in.readDouble();
        aliveFloor = in.readLong();
    }
}
