package io.caretaker.alerting.incident;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What correlation asks of one topology, remembered as long as the registry does not change. Single-threaded. */
final class Sites {
    /** Where an asset is that the registry does not know any more. */
    static final String UNKNOWN_ESTATE = "unknown";

    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(15);

    private final Topology topology;
    private final Set<String> estatesWithZones = new HashSet<>();
    private final Map<String, List<Asset>> lampsBelow = new HashMap<>();

    Sites(Topology topology) {
        this.topology = topology;
        topology.assets().stream()
                .filter(a -> a.type() == AssetType.PRESSURE_ZONE)
                .forEach(a -> estatesWithZones.add(a.estate()));
    }

    boolean isOf(Topology other) {
        return topology == other;
    }

    Optional<Asset> asset(String id) {
        return topology.asset(id);
    }

    String estateOf(String asset) {
        return asset(asset).map(Asset::estate).orElse(UNKNOWN_ESTATE);
    }

    String scopeOf(String asset) {
        return asset(asset).map(topology::scopeOf).map(Asset::id).orElse(asset);
    }

    int depthOf(String asset) {
        return asset(asset).map(a -> topology.pathUp(a).size()).orElse(0);
    }

    boolean hasPressureZone(String estate) {
        return estatesWithZones.contains(estate);
    }

    boolean isAtOrBelow(Asset asset, Asset above) {
        return topology.pathUp(asset).stream().anyMatch(a -> a.id().equals(above.id()));
    }

    /** The nearest asset of the type, at or above. */
    Optional<Asset> ancestor(Asset asset, AssetType type) {
        return topology.pathUp(asset).stream().filter(a -> a.type() == type).findFirst();
    }

    /** The lamps below the node that report; all of them where none does. In the registry's order. */
    List<Asset> lampsBelow(Asset node) {
        return lampsBelow.computeIfAbsent(node.id(), id -> {
            List<Asset> lamps = new ArrayList<>();
            collectLamps(node, lamps, new HashSet<>());
            List<Asset> reporting = lamps.stream()
                    .filter(l -> !topology.devicesOf(l.id()).isEmpty())
                    .toList();
            return reporting.isEmpty() ? List.copyOf(lamps) : reporting;
        });
    }

    /** The longest reporting interval of the asset's devices; a quarter of an hour where there is none. */
    Duration intervalOf(String asset) {
        return topology.devicesOf(asset).stream()
                .map(Device::interval)
                .max(Duration::compareTo)
                .orElse(USUAL_INTERVAL);
    }

    private void collectLamps(Asset node, List<Asset> into, Set<String> visited) {
        if (!visited.add(node.id())) {
            return;
        }
        if (node.type() == AssetType.LAMP) {
            into.add(node);
        }
        topology.childrenOf(node.id()).forEach(c -> collectLamps(c, into, visited));
    }
}
