package io.caretaker.ingest.journal;

/** A stored group cannot be decoded: it was damaged, or a newer version wrote it. */
public final class JournalCorrupt extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long firstOffset;

    public JournalCorrupt(long firstOffset, DecodedEntries.Corrupt found) {
        super("journal group at offset " + firstOffset + ", byte " + found.position() + ": expected "
                + found.expected());
        this.firstOffset = firstOffset;
    }

    public long firstOffset() {
        return firstOffset;
    }
}
