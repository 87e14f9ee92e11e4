package io.caretaker.ingest.registry.audit;

import java.util.List;
import java.util.Optional;

/** Who did what to devices and their credentials. Append-only. Blocks on I/O; safe for use by several threads. */
public interface RegistryLog {
    /**
     * One deed.
     *
     * @param actor id of a person, {@code device:…} or {@code key:…} for one that acted for itself
     * @param action as {@code token.rotated}
     * @param subject id of the device, key or import that it was done to
     * @param detail for people; never a secret
     */
    record Entry(long timeMicros, String actor, String action, String subject, String detail) {}

    /** Kept once this returns. */
    void append(String actor, String action, String subject, String detail);

    /**
     * The newest entries, newest first.
     *
     * @param subject empty: of everything
     */
    List<Entry> newest(Optional<String> subject, int limit);
}
