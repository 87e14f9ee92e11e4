package io.caretaker.dashboards.console;

import io.caretaker.model.estate.Profile;
import java.util.Set;

/** Where an installed device model is kept. Blocks on I/O. */
public interface ModelRegistry {
    /**
     * Adds or replaces the profile. Detection works with it only after the command {@code registry.changed}.
     *
     * @return the estates whose devices have it
     * @throws RuntimeException with a message for people when it does not fit
     */
    Set<String> put(Profile profile);
}
