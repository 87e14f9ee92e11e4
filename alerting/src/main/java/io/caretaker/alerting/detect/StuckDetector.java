package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The value stays within a band narrower than noise for too long. Where peers are asked, at least one of them has to move
 * meanwhile: a closed valve or a calm night leaves all of them constant.
 */
final class StuckDetector extends Detector {
    private final Series series;
    private final Series[] peers;
    private double low = Double.NaN;
    private double high = Double.NaN;
    private long start = NONE;

    StuckDetector(Settings settings, Series series, Series[] peers) {
        super(settings, series.device);
        this.series = series;
        this.peers = peers;
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        double value = series.value;
        double newLow = Math.min(low, value);
        double newHigh = Math.max(high, value);
        // NaN at the first reading fails the comparison, too.
        if (!(newHigh - newLow <= settings.value("band"))) {
            low = value;
            high = value;
            start = time;
            if (raised) {
                clear(time, faults);
            }
            return false;
        }
        low = newLow;
        high = newHigh;
        if (!raised && !series.late && time - start >= settings.micros("window_s") && peerMoves(time)) {
            raise(start, time, faults);
        }
        return raised;
    }

    private boolean peerMoves(long time) {
        if (!(settings.value("peer_moves") > 0)) {
            return true;
        }
        for (Series peer : peers) {
            for (Detector detector : peer.detectors) {
                if (peer != series && detector instanceof StuckDetector other && other.movedWithin(time, start)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean movedWithin(long time, long since) {
        return start != NONE && start > since && time - series.time <= 3 * device.interval;
    }

    @Override
    List<Evidence> evidence() {
        return List.of(
                evidence(series.metric + "_range", high - low, settings.value("band"), series.unit),
                evidence(series.metric, series.value, Double.NaN, series.unit));
    }

    @Override
    void write(DataOutput out) throws IOException {
        super.write(out);
        out.writeDouble(low);
        out.writeDouble(high);
        out.writeLong(start);
    }

    @Override
    void read(DataInput in) throws IOException {
        super.read(in);
        low = in.readDouble();
        high = in.readDouble();
        start = in.readLong();
    }
}
