package io.caretaker.ingest.intake;

import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the intake has to know of a device, found with one look-up: made at its first message after each change of the
 * topology. Safe for use by several threads; never blocks.
 */
final class ProfileIndex {
    /** @param metrics that the device may report, by name */
    record Known(Map<String, MetricSpec> metrics, DeviceSightings.Sighting sighting) {}

    private record View(
            Topology topology,
            Map<String, Map<String, MetricSpec>> metricsOfProfile,
            ConcurrentHashMap<String, Known> devices) {}

    private final TopologySource source;
    private final DeviceSightings sightings;
    private volatile View view = new View(Topology.empty(), Map.of(), new ConcurrentHashMap<>());

    ProfileIndex(TopologySource source, DeviceSightings sightings) {
        this.source = source;
        this.sightings = sightings;
    }

    /** The device, or null when there is none of this id. */
    Known of(String deviceId) {
        View now = view;
        Topology topology = source.current();
        if (now.topology != topology) {
            now = index(topology);
            view = now;
        }
        Known known = now.devices.get(deviceId);
        return known != null ? known : first(now, deviceId);
    }

    private Known first(View now, String deviceId) {
        Device device = now.topology.device(deviceId).orElse(null);
        return device == null
                ? null
                : now.devices.computeIfAbsent(
                        deviceId,
                        id -> new Known(
                                now.metricsOfProfile.getOrDefault(device.profile(), Map.of()), sightings.sighting(id)));
    }

    private static View index(Topology topology) {
        Map<String, Map<String, MetricSpec>> metricsOfProfile = new HashMap<>();
        for (Profile profile : topology.profiles()) {
            Map<String, MetricSpec> metrics = new LinkedHashMap<>();
            profile.metrics().forEach(m -> metrics.put(m.name(), m));
            metricsOfProfile.put(profile.id(), metrics);
        }
        return new View(topology, metricsOfProfile, new ConcurrentHashMap<>());
    }
}
