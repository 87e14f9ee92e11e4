package io.caretaker.alerting.detect;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import java.util.ArrayList;
import java.util.List;

/** A device with the series and detectors that rules gave it. */
final class Appliance {
    final String id;
    final Asset asset;
    final Scope scope;
    /** Expected time between messages, micros. */
    final long interval;
    /** When it was last heard, by the service's clock; {@link Series#NONE} until then. */
    long heard = Series.NONE;

    Series[] series = {};
    /** Detectors of the device as a whole: liveness, plausibility, machines of several metrics. */
    Detector[] whole = {};

    Appliance(Device device, Asset asset, Scope scope) {
        this.id = device.id();
        this.asset = asset;
        this.scope = scope;
        this.interval = device.interval().toNanos() / 1000;
    }

    /** The series of the metric, null where no rule looks at it. */
    Series series(String metric) {
        int index = indexOf(metric);
        return index < 0 ? null : series[index];
    }

    /** Whether every metric was seen; one that is missing in a message keeps its last value. */
    boolean complete() {
        for (Series s : series) {
            if (!s.known()) {
                return false;
            }
        }
        return true;
    }

    int indexOf(String metric) {
        Series[] all = series;
        for (int i = 0; i < all.length; i++) {
            if (all[i].metric.equals(metric)) {
                return i;
            }
        }
        return -1;
    }

    List<Detector> detectors() {
        List<Detector> all = new ArrayList<>(List.of(whole));
        for (Series s : series) {
            all.addAll(List.of(s.detectors));
        }
        return all;
    }
}
