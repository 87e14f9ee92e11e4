package io.caretaker.dashboards.console.estate;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Family;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The assets of each estate, by family and system. Made once for each state of the registry. Safe for several threads. */
@ApplicationScoped
public class EstateIndex {
    private final TopologySource source;
    private volatile Snapshot snapshot = new Snapshot(null, Map.of());

    EstateIndex(TopologySource source) {
        this.source = source;
    }

    private record Snapshot(Topology topology, Map<String, List<Placed>> byEstate) {}

    /**
     * @param group the asset that heads the drawing it belongs to: its scope, or the building it stands in; empty when it
     *     stands alone
     */
    public record Placed(Asset asset, Family family, Optional<Asset> group) {}

    /** Everything that can break in the estate; buildings only hold things and are left out. */
    public List<Placed> assets(String estate) {
        Topology current = source.current();
        Snapshot known = snapshot;
        if (known.topology() != current) {
            known = new Snapshot(current, index(current));
            snapshot = known;
        }
        return known.byEstate().getOrDefault(estate, List.of());
    }

    private static Map<String, List<Placed>> index(Topology topology) {
        Map<String, List<Placed>> byEstate = new HashMap<>();
        for (Asset asset : topology.assets()) {
            if (asset.type() != AssetType.BUILDING) {
                byEstate.computeIfAbsent(asset.estate(), k -> new ArrayList<>())
                        .add(new Placed(asset, asset.type().family(), group(asset, topology)));
            }
        }
        byEstate.replaceAll((k, v) -> List.copyOf(v));
        return Map.copyOf(byEstate);
    }

    private static Optional<Asset> group(Asset asset, Topology topology) {
        if (asset.type().isScope()) {
            return topology.childrenOf(asset.id()).isEmpty() ? topology.parentOf(asset) : Optional.of(asset);
        }
        Asset scope = topology.scopeOf(asset);
        return scope.id().equals(asset.id()) ? Optional.empty() : Optional.of(scope);
    }
}
