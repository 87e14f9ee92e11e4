package io.caretaker.ingest.intake;

import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metrics of a device by name, made once per topology. Safe for use by several threads; never blocks. */
final class ProfileIndex {
    private record View(Topology topology, Map<String, Map<String, MetricSpec>> metricsOfProfile) {}

    private final TopologySource source;
    private volatile View view = new View(Topology.empty(), Map.of());

    ProfileIndex(TopologySource source) {
        this.source = source;
    }

    /** The metrics that the device may report, or null when there is no such device. */
    Map<String, MetricSpec> metricsOf(String deviceId) {
        View now = view;
        Topology topology = source.current();
        if (now.topology != topology) {
            now = index(topology);
            view = now;
        }
        Device device = topology.device(deviceId).orElse(null);
        return device == null ? null : now.metricsOfProfile.getOrDefault(device.profile(), Map.of());
    }

    private static View index(Topology topology) {
        Map<String, Map<String, MetricSpec>> metricsOfProfile = new HashMap<>();
        for (Profile profile : topology.profiles()) {
            Map<String, MetricSpec> metrics = new LinkedHashMap<>();
            profile.metrics().forEach(m -> metrics.put(m.name(), m));
            metricsOfProfile.put(profile.id(), metrics);
        }
        return new View(topology, metricsOfProfile);
    }
}
