package io.caretaker.ingest.deadletter;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where refused messages go. Safe for use by several threads. */
public interface DeadLetters {

    enum Outcome {
        /** On disk. */
        STORED,
        /** Not stored, only counted: the source had too many of late, or the queue of the writer was full. */
        COUNTED
    }

    /**
     * Keeps the letter. Returns at once; the stage completes when the letter is durable or was only counted, and fails
     * when the store could not write it.
     */
    CompletionStage<Outcome> keep(DeadLetter letter);

    /**
     * Newest first. Blocks on I/O.
     *
     * @param before cursor of the page before, empty for the first page
     * @param limit 1 to 1,000
     */
    Page page(Optional<String> before, int limit);

    /**
     * The newest letters of one source, newest first. Blocks on I/O.
     *
     * @param source id of a device
     * @param limit 1 to 1,000
     */
    default List<Entry> newestOf(String source, int limit) {
        return page(Optional.empty(), 1_000).entries().stream()
                .filter(e -> e.letter().source().equals(source))
                .limit(limit)
                .toList();
    }

    /** @param next cursor of the next page, empty on the last */
    record Page(List<Entry> entries, Optional<String> next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    record Entry(String id, DeadLetter letter) {}
}
