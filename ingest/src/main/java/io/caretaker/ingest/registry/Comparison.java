package io.caretaker.ingest.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what is new, changed and as it was. Not safe for several threads. */
final class Comparison {
    private final List<String> added = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private int unchanged;

    <T> void add(String id, T wanted, Optional<T> held) {
        if (held.isEmpty()) {
            added.add(id);
        } else if (held.get().equals(wanted)) {
            unchanged++;
        } else {
            changed.add(id);
        }
    }

    RegistryDifference difference() {
        return new RegistryDifference(added, changed, unchanged);
    }
}
