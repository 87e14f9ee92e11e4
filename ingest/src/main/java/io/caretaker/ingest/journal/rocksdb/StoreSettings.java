package io.caretaker.ingest.journal.rocksdb;

import io.caretaker.model.InvalidValue;
import java.time.Duration;

/**
 * Limits of the embedded stores.
 *
 * @param commitInterval least time between two synced writes; longer makes larger groups and later acknowledgements.
 *     An entry that comes after a pause of that length is written at once. 0 to 1 s
 * @param groupEntries entries of one group at most, 1 or more
 * @param groupBytes heap of one group's entries at most, as {@link AppendQueue} estimates it
 * @param queueEntries entries waiting for the disk at most; beyond it append fails with
 *     {@link io.caretaker.ingest.journal.JournalFull}
 * @param queueBytes their heap at most
 * @param openSamples samples that the embedded reading store holds in memory before it packs them; also bounds what is
 *     folded again after a crash. About 20 bytes each
 * @param damagedGroups what reading does about a group that fails its checksum
 */
public record StoreSettings(
        Duration commitInterval,
        int groupEntries,
        long groupBytes,
        int queueEntries,
        long queueBytes,
        int openSamples,
        DamagedGroups damagedGroups) {

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

    public StoreSettings {
        if (commitInterval == null || commitInterval.isNegative() || commitInterval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new InvalidValue("commitInterval", commitInterval, "a duration of 0 to 1 s");
        }
        require("groupEntries", groupEntries);
        require("groupBytes", groupBytes);
        require("queueEntries", queueEntries);
        require("queueBytes", queueBytes);
        require("openSamples", openSamples);
        if (damagedGroups == null) {
            throw new InvalidValue("damagedGroups", null, "STOP or SKIP");
        }
    }

    /** Stops at a damaged group. */
    public StoreSettings(
            Duration commitInterval,
            int groupEntries,
            long groupBytes,
            int queueEntries,
            long queueBytes,
            int openSamples) {
        this(commitInterval, groupEntries, groupBytes, queueEntries, queueBytes, openSamples, DamagedGroups.STOP);
    }

    public StoreSettings with(DamagedGroups decision) {
        return new StoreSettings(
                commitInterval, groupEntries, groupBytes, queueEntries, queueBytes, openSamples, decision);
    }

    /** For one process of some hundred MB: 2 ms, 8,192 entries or 2 MB a group, 65,536 entries or 32 MB waiting. */
    public static StoreSettings defaults() {
        return new StoreSettings(Duration.ofMillis(2), 8_192, 2 << 20, 65_536, 32 << 20, 500_000);
    }

    private static void require(String field, long value) {
        if (value < 1) {
            throw new InvalidValue(field, value, "1 or more");
        }
    }
}
