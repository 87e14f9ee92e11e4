package io.caretaker.ingest.journal.rocksdb;

/** What reading the journal does about a stored group that fails its checksum. */
public enum DamagedGroups {
    /** Reading ends with {@link io.caretaker.ingest.journal.JournalCorrupt}, which names it, until somebody decides. */
    STOP,
    /** Its entries are left out; it is logged with its offset and counted. */
    SKIP
}
