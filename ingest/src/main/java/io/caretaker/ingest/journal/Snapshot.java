package io.caretaker.ingest.journal;

import java.util.Objects;

/**
 * State of a stage that folds the journal.
 *
 * @param nextOffset offset of the first entry that the state does not contain yet, 0 or more
 * @param state in the stage's own format; not copied, so neither side changes it afterwards
 */
public record Snapshot(long nextOffset, byte[] state) {
    public Snapshot {
        Objects.requireNonNull(state, "state");
        if (nextOffset < 0) {
            throw new IllegalArgumentException("nextOffset: got " + nextOffset + ", expected 0 or more");
        }
    }
}
