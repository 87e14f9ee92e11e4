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

    /** Group by group from the given offset, at most {@code maxEntries}; empty when there is nothing newer. Blocks on I/O. */
    List<JournalGroup> read(long fromOffset, int maxEntries);

    /** Offset after the last durable entry. */
    long nextOffset();

    /** Calls the listener, on a thread of the journal, each time nextOffset has advanced. It must return at once. */
    void onAppended(Runnable listener);

    @Override
    void close();
}
