package io.caretaker.alerting.detect;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The subtree that detection correlates in, with its watermark and what its detectors see of each other. */
final class Scope {
    private static final long ALLOWANCE = 15 * 60_000_000L;
    private static final long SLOW_ALLOWANCE = 26 * 3_600_000_000L;
    private static final long SLOW_INTERVAL = 3_600_000_000L;

    final String id;
    final Place place;
    final List<Appliance> devices = new ArrayList<>();
    long watermark = Series.NONE;
    private final Map<String, Series[]> byMetric = new HashMap<>();

    Scope(Asset asset, Place place) {
        this.id = asset.id();
        this.place = place;
    }

    /** All series of the metric in the scope; the devices have to be complete before the first call. */
    Series[] series(String metric) {
        return byMetric.computeIfAbsent(
                metric,
                m -> devices.stream()
                        .map(d -> d.series(m))
                        .filter(java.util.Objects::nonNull)
                        .toArray(Series[]::new));
    }

    List<Appliance> devicesOn(AssetType type) {
        return devices.stream().filter(d -> d.asset.type() == type).toList();
    }

    /** Whether an event time is too old to raise: 15 min behind the watermark, 26 h for devices that report hourly or less. */
    boolean late(long time, Appliance device) {
        long allowance = device.interval >= SLOW_INTERVAL ? SLOW_ALLOWANCE : ALLOWANCE;
        return watermark != Series.NONE && time < watermark - allowance;
    }

    void passed(long time) {
        if (time > watermark) {
            watermark = time;
        }
    }
}
