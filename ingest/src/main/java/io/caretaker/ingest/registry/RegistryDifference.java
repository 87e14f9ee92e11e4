package io.caretaker.ingest.registry;

import java.util.List;

/**
 * What applying a document would do to the registry.
 *
 * @param added ids of what is new, as {@code devices/d-1}
 * @param changed ids of what would be replaced by something else
 * @param unchanged how many are there already exactly so
 */
public record RegistryDifference(List<String> added, List<String> changed, int unchanged) {
    public static final RegistryDifference NONE = new RegistryDifference(List.of(), List.of(), 0);

    public RegistryDifference {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
    }

    public boolean none() {
        return added.isEmpty() && changed.isEmpty();
    }
}
