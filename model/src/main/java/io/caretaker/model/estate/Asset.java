package io.caretaker.model.estate;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import java.util.Map;
import java.util.Optional;

/**
 * A thing that can break.
 *
 * @param parent the asset above it in the tree, empty directly below the estate
 * @param attributes numbers of the data sheet that rules refer to, in the unit their name carries: {@code rated_power_w},
 *     {@code set_pressure_kpa}, {@code filter_rated_l}, {@code distance_m} …
 */
public record Asset(
        String id, String estate, Optional<String> parent, AssetType type, Text name, Map<String, Double> attributes) {
    public Asset {
        Ids.require("id", id);
        Ids.require("estate", estate);
        parent.ifPresent(p -> Ids.require("parent", p));
        if (type == null) {
            throw new InvalidValue("type", null, "an asset type");
        }
        if (name == null) {
            throw new InvalidValue("name", null, "a name in at least English");
        }
        attributes = Map.copyOf(attributes);
    }

    /** The attribute, or the fallback where the data sheet does not say. */
    public double attribute(String key, double fallback) {
        return attributes.getOrDefault(key, fallback);
    }
}
