package io.caretaker.ingest.journal;

import java.util.Optional;

/**
 * Keeps the newest snapshot of each stage that folds the journal. Offset and state replace the earlier ones together or
 * not at all. A crash may bring back an earlier snapshot, never a mixture: stages fold again from the offset they find.
 * Safe for use by several threads; blocks on I/O.
 */
public interface SnapshotStore {
    /** Replaces the snapshot of that name. */
    void put(String name, long nextOffset, byte[] state);

    Optional<Snapshot> latest(String name);
}
