package io.caretaker.model.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The durable log. Safe for use by several threads; append never blocks on the disk.
 */
public interface Journal extends AutoCloseable {
    /**
     * Appends the entry. The stage completes with its offset once the entry is synced to disk, on a thread of the
     * journal; it fails with an exception when the entry could not be made durable, which then counts as not accepted.
     */
    CompletionStage<Long> append(JournalEntry entry);

    /**
     * Appends entries that came together, in their order. As {@link #append}, once all are synced; when it fails, none of
     * them counts as accepted, though some may be found in the journal.
     *
     * @param entries 1 or more
     * @return the offset of the first
     */
    default CompletionStage<Long> appendAll(List<JournalEntry> entries) {
        CompletionStage<Long> all = append(entries.get(0));
        for (JournalEntry entry : entries.subList(1, entries.size())) {
            all = all.thenCombine(append(entry), (first, offset) -> first);
        }
        return all;
    }

    /** Group by group from the given offset, at most {@code maxEntries}; empty when there is nothing newer. Blocks on I/O. */
    List<JournalGroup> read(long fromOffset, int maxEntries);

    /** Offset after the last durable entry. */
    long nextOffset();

    /** Calls the listener, on a thread of the journal, each time nextOffset has advanced. It must return at once. */
    void onAppended(Runnable listener);

    @Override
    void close();
}
