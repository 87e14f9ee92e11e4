package io.caretaker.service.backup;

import java.time.Instant;
import java.util.List;

/**
 * Last entry of a backup, so that one that was cut off has none.
 *
 * @param format version of the layout
 * @param time when the copy was made, by the service's clock
 * @param workData whether the work data are in it
 * @param files everything else in it
 */
public record BackupManifest(int format, Instant time, boolean workData, List<Entry> files) {
    /** The layout that this version writes and reads. */
    public static final int FORMAT = 1;

    /** Name of the manifest in the archive. */
    public static final String NAME = "backup.json";

    /** @param sha256 of the content, in hex */
    public record Entry(String name, long size, String sha256) {}
}
