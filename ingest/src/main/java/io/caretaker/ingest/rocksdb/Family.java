package io.caretaker.ingest.rocksdb;

import java.nio.charset.StandardCharsets;

/** The column families. A name is part of the format on disk: never change one. */
public enum Family {
    /** First offset of a group → packed entries. */
    JOURNAL,
    /** Day, series, first time → packed block of samples. */
    READINGS,
    /** Device and metric → number of the series and its newest sample. */
    LATEST,
    /** Stage → offset and state. */
    SNAPSHOTS,
    /** Format version and the offsets that belong to the other families. */
    META,
    /** Period of days, series, day → sums of its hours. */
    ROLLUPS;

    byte[] nameBytes() {
        return name().toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }
}
