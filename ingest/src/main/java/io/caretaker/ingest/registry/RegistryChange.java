package io.caretaker.ingest.registry;

import io.caretaker.model.estate.Topology;
import java.util.Map;
import java.util.Set;

/**
 * What a change of the registry did.
 *
 * @param topology the registry after it
 * @param estates ids of the estates that it touched
 * @param tokens new tokens by device: told this once, stored only as hashes
 * @param disconnected devices whose connections may not be allowed any more: removed, moved, without a token, or with a
 *     new one. A connection whose token still works, because it came with the new one or in the grace of the old, stays
 */
public record RegistryChange(
        Topology topology, Set<String> estates, Map<String, String> tokens, Set<String> disconnected) {
    public RegistryChange {
        estates = Set.copyOf(estates);
        tokens = Map.copyOf(tokens);
        disconnected = Set.copyOf(disconnected);
    }

    /** Tokens are secrets: this is what may be logged. */
    @Override
    public String toString() {
        return "RegistryChange[estates=" + estates + ", newTokens=" + tokens.size() + ", disconnected="
                + disconnected.size() + "]";
    }
}
