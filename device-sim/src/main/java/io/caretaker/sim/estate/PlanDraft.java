package io.caretaker.sim.estate;

import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assets and devices of one estate while they are being laid out. Not thread-safe. */
final class PlanDraft {
    private final String estate;
    private final String prefix;
    final List<Asset> assets = new ArrayList<>();
    final List<Device> devices = new ArrayList<>();

    PlanDraft(String estate, String prefix) {
        this.estate = estate;
        this.prefix = prefix;
    }

    /** Adds an asset and returns its id: the estate's prefix and the local name. */
    String asset(String local, String parent, AssetType type, String en, String zh, Map<String, Double> attributes) {
        String id = prefix + "-" + local;
        assets.add(new Asset(id, estate, Optional.ofNullable(parent), type, new Text(en, zh), attributes));
        return id;
    }

    /** Adds the device that reports about the asset. */
    void device(String asset, String profile, Duration interval) {
        devices.add(new Device("d-" + asset, estate, asset, profile, interval));
    }
}
