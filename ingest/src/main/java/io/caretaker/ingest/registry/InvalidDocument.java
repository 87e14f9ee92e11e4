package io.caretaker.ingest.registry;

import java.util.List;

/** A registry document, or a removal, that does not fit. Carries all faults at once; nothing of it was applied. */
public final class InvalidDocument extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<RegistryFault> faults;

    public InvalidDocument(List<RegistryFault> faults) {
        super(
                faults.size() == 1
                        ? faults.get(0).sentence()
                        : faults.size() + " faults, the first: " + faults.get(0).sentence());
        this.faults = List.copyOf(faults);
    }

    public List<RegistryFault> faults() {
        return faults;
    }
}
