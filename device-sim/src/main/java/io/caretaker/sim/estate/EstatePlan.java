package io.caretaker.sim.estate;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import java.util.List;

/**
 * One simulated estate: what is registered, and what the physics is computed from.
 *
 * @param residents people living there, for the households only
 * @param assets parents before their children
 */
public record EstatePlan(Estate estate, int residents, List<Asset> assets, List<Device> devices) {
    public EstatePlan {
        assets = List.copyOf(assets);
        devices = List.copyOf(devices);
    }

    public List<Asset> assets(AssetType type) {
        return assets.stream().filter(a -> a.type() == type).toList();
    }

    /** Direct children of the asset that are of the type, in the order of the plan. */
    public List<Asset> children(String parent, AssetType type) {
        return assets(type).stream()
                .filter(a -> a.parent().filter(parent::equals).isPresent())
                .toList();
    }
}
