package io.caretaker.alerting.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Turns verdicts into faults: the condition has to hold for the on-delay in event time without a gap of more than two
 * reporting intervals (a gap starts the delay anew, it never completes it), and to be back in band for the off-delay.
 */
abstract class DelayedDetector extends Detector {
    enum Verdict {
        /** Beyond the limit. */
        BEYOND,
        /** Between clear limit and limit. */
        BETWEEN,
        /** On the good side of the clear limit. */
        CLEAR,
        /** Nothing can be said: neither raises nor clears. */
        UNDECIDED
    }

    private static final int GAP_INTERVALS = 2;
    /** Share of an interval by which a device may be late before two intervals count as exceeded. */
    private static final double GAP_TOLERANCE = 0.1;

    /** Since when the verdict that would change {@link #raised} holds. */
    private long since = NONE;

    private int samples;

    DelayedDetector(Settings settings, Appliance device) {
        super(settings, device);
    }

    /** @return whether the value is beyond the limit or the fault is up */
    final boolean judge(Verdict verdict, Series series, FaultRegister faults) {
        long time = series.time;
        if (gapBefore(series) && !settings.holds()) {
            since = NONE;
        }
        if (!raised) {
            return judgeWhileDown(verdict, time, series.late, faults);
        }
        if (verdict == Verdict.CLEAR) {
            since = since == NONE ? time : since;
            if (time - since >= settings.offDelay()) {
                reset();
                clear(time, faults);
            }
        } else if (verdict != Verdict.UNDECIDED) {
            since = NONE;
        }
        return true;
    }

    private boolean judgeWhileDown(Verdict verdict, long time, boolean late, FaultRegister faults) {
        if (verdict != Verdict.BEYOND) {
            reset();
            return verdict == Verdict.BETWEEN;
        }
        if (late && settings.holds()) {
            return true;
        }
        if (since == NONE) {
            since = time;
            samples = 0;
        }
        samples++;
        if (!late && time - since >= settings.onDelay() && samples >= settings.minSamples()) {
            raiseSince(time, faults);
        }
        return true;
    }

    /** For states that hold until the next message: the passing of time alone completes the delays. */
    @Override
    void tick(long now, long aliveFloor, FaultRegister faults) {
        if (since == NONE) {
            return;
        }
        if (!raised && now - since >= settings.onDelay()) {
            raiseSince(now, faults);
        } else if (raised && now - since >= settings.offDelay()) {
            reset();
            clear(now, faults);
        }
    }

    @Override
    boolean ticks() {
        return settings.holds();
    }

    private void raiseSince(long time, FaultRegister faults) {
        long onset = since;
        reset();
        raise(onset, time, faults);
    }

    private boolean gapBefore(Series series) {
        return series.previousTime != NONE
                && series.time - series.previousTime > (long) (device.interval * (GAP_INTERVALS + GAP_TOLERANCE));
    }

    private void reset() {
        since = NONE;
        samples = 0;
    }

    @Override
    void write(DataOutput out) throws IOException {
        super.write(out);
        out.writeLong(since);
        out.writeInt(samples);
    }

    @Override
    void read(DataInput in) throws IOException {
        super.read(in);
        since = in.readLong();
        samples = in.readInt();
    }
}
