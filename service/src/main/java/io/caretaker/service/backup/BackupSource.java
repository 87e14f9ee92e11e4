package io.caretaker.service.backup;

import io.caretaker.model.InvalidValue;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a backup is made of: parts that are copied while they are in use.
 *
 * @param store writes a copy of the embedded stores into a directory that does not exist yet
 * @param work writes a copy of the SQLite work store into a file that does not exist yet; empty when the work data live in
 *     a database server, which has a backup of its own
 * @param signingKey file with the key that links are signed with; empty when it is configured
 */
public record BackupSource(Copy store, Optional<Copy> work, Optional<Path> signingKey) {
    /** Writes a consistent copy. */
    @FunctionalInterface
    public interface Copy {
        void into(Path place);
    }

    public BackupSource {
        if (store == null) {
            throw new InvalidValue("store", null, "what copies the embedded stores");
        }
    }
}
