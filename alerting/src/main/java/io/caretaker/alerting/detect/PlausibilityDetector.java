package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Too many implausible readings within a window; a single spike is none. */
final class PlausibilityDetector extends Detector {
    private final long[] newest;
    private int next;
    private int filled;

    PlausibilityDetector(Settings settings, Appliance device) {
        super(settings, device);
        newest = new long[(int) settings.value("count")];
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        if (raised && time - lastBad() >= settings.micros("off_delay_s")) {
            filled = 0;
            clear(time, faults);
        }
        return false;
    }

    @Override
    void unusable(long time, FaultRegister faults) {
        if (filled > 0 && time <= lastBad()) {
            return;
        }
        newest[next] = time;
        next = (next + 1) % newest.length;
        filled = Math.min(filled + 1, newest.length);
        long first = newest[next % newest.length];
        if (!raised && filled == newest.length && time - first <= settings.micros("window_s")) {
            raise(first, time, faults);
        }
    }

    private long lastBad() {
        return newest[Math.floorMod(next - 1, newest.length)];
    }

    @Override
    List<Evidence> evidence() {
        return List.of(evidence("implausible_values", filled, settings.value("count"), "1"));
    }

    @Override
    void write(DataOutput out) throws IOException {
        super.write(out);
        out.writeInt(filled);
        for (int i = filled; i > 0; i--) {
            out.writeLong(newest[Math.floorMod(next - i, newest.length)]);
        }
    }

    @Override
    void read(DataInput in) throws IOException {
        super.read(in);
        int count = in.readInt();
        filled = Math.min(count, newest.length);
        next = 0;
        for (int i = 0; i < count; i++) {
            newest[next] = in.readLong();
            next = (next + 1) % newest.length;
        }
    }
}
