package io.caretaker.ingest.registry;

import io.caretaker.ingest.registry.RegistryDocument.NameDraft;
import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Collects what does not fit, with its path, instead of stopping at the first. Not safe for several threads. */
final class Faults {
    private final List<RegistryFault> found = new ArrayList<>();

    List<RegistryFault> found() {
        return found;
    }

    void add(String path, Object value, String expected) {
        found.add(RegistryFault.of(path, value, expected));
    }

    boolean check(boolean fits, String path, Object value, String expected) {
        if (!fits) {
            add(path, value, expected);
        }
        return fits;
    }

    /** A valid id that the list did not have before. */
    void id(String path, String id, Set<String> seen) {
        if (check(Ids.valid(id), path, id, Ids.EXPECTED)) {
            check(seen.add(id), path, id, "each id once in a document");
        }
    }

    Text name(String path, NameDraft name) {
        boolean named = name != null && name.en() != null && !name.en().isBlank();
        return check(named, path + ".en", null, "an English text") ? new Text(name.en(), name.zh()) : null;
    }

    /** The value, unless one of its parts was found faulty since {@code before} or the type itself refuses it. */
    <T> Optional<T> build(String path, int before, Supplier<T> value) {
        if (found.size() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.get());
        } catch (InvalidValue e) {
            add(path + "." + e.field(), e.value(), e.expected());
            return Optional.empty();
        }
    }

    static Set<String> seen() {
        return new HashSet<>();
    }
}
