package io.caretaker.alerting.rule;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.fault.FaultType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults that the product knows, by id. Immutable. */
public final class FaultCatalogue {
    private final Map<String, FaultType> types = new LinkedHashMap<>();

    public FaultCatalogue(Collection<FaultType> types) {
        types.forEach(t -> this.types.put(t.id(), t));
    }

    public Optional<FaultType> find(String id) {
        return Optional.ofNullable(types.get(id));
    }

    /** @throws InvalidValue when the catalogue has no such fault */
    public FaultType get(String id) {
        return find(id).orElseThrow(() -> new InvalidValue("faultType", id, "a fault of the catalogue"));
    }

    public List<FaultType> all() {
        return List.copyOf(types.values());
    }
}
