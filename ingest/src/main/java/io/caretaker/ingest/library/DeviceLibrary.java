package io.caretaker.ingest.library;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All device models that the product ships, in the order of its shelves. Immutable. */
public final class DeviceLibrary {
    private final Map<String, DeviceModel> models = new LinkedHashMap<>();

    DeviceLibrary(Collection<DeviceModel> models) {
        models.forEach(m -> {
            if (this.models.putIfAbsent(m.id(), m) != null) {
                throw new IllegalStateException("two models have the id " + m.id());
            }
        });
    }

    /** The shipped library. Reads files: keep the instance. */
    public static DeviceLibrary shipped() {
        return LibraryFiles.read();
    }

    public List<DeviceModel> models() {
        return List.copyOf(models.values());
    }

    public Optional<DeviceModel> model(String id) {
        return Optional.ofNullable(models.get(id));
    }

    /** Ids of the codecs that its models need, sorted. */
    public Set<String> codecs() {
        return models.values().stream()
                .map(DeviceModel::codec)
                .filter(c -> !c.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
