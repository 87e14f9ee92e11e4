package io.caretaker.model.journal;

import java.util.List;

/**
 * Entries that were made durable together: the payload of the channel behind the journal.
 *
 * @param firstOffset offset of the first entry; the following entries have the next offsets
 */
public record JournalGroup(long firstOffset, List<JournalEntry> entries) {
    public JournalGroup {
        entries = List.copyOf(entries);
    }

    /** Offset after the last entry: where the next group begins. */
    public long nextOffset() {
        return firstOffset + entries.size();
    }
}
