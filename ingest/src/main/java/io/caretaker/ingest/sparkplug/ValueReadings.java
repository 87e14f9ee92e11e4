package io.caretaker.ingest.sparkplug;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.mapping.FieldMapper;
import io.caretaker.ingest.sparkplug.Effect.Value;
import io.caretaker.ingest.sparkplug.Effect.Values;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of a sender as readings of its device, by the mapping of its profile: sources are names of metrics. One metric may
 * come several times with different times. Pure.
 */
final class ValueReadings {
    private ValueReadings() {}

    /** What the profile has no use for is left out; a birth none of whose metrics it knows is rejected in words. */
    static Decoded.Readings of(Device device, Profile profile, Values values) {
        Set<String> wanted = new HashSet<>();
        for (FieldMapping mapping : profile.mapping()) {
            wanted.add(mapping.source());
        }
        for (MetricSpec metric : profile.metrics()) {
            wanted.add(metric.name());
        }
        Map<Long, Map<String, Object>> byTime = new LinkedHashMap<>();
        for (Value value : values.values()) {
            if (wanted.contains(value.name())) {
                byTime.computeIfAbsent(value.timestamp(), t -> new HashMap<>()).put(value.name(), value.value());
            }
        }
        List<RawReading> readings = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        byTime.forEach((time, fields) -> {
            Decoded.Readings mapped =
                    FieldMapper.map(device, profile, fields, micros(time), readings.size() + rejected.size());
            readings.addAll(mapped.readings());
            rejected.addAll(mapped.rejected());
        });
        if (byTime.isEmpty() && values.birth()) {
            Map<String, Object> all = new HashMap<>();
            values.values().forEach(v -> all.put(v.name(), v.value()));
            rejected.addAll(
                    FieldMapper.map(device, profile, all, RawReading.ARRIVAL, 0).rejected());
        }
        return new Decoded.Readings(readings, rejected);
    }

    private static long micros(long millis) {
        // An unsigned time beyond Java's years cannot be one: as the largest time it is rejected as far ahead.
        return millis == Metric.NO_TIME
                ? RawReading.ARRIVAL
                : millis < 0 || millis > Long.MAX_VALUE / 1_000_000 ? Long.MAX_VALUE / 1_000 : millis * 1_000;
    }
}
