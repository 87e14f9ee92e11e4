package io.caretaker.ingest.journal;

import io.caretaker.model.journal.JournalEntry;
import java.util.List;

/** What the bytes of a journal group hold. */
public sealed interface DecodedEntries {
    record Ok(List<JournalEntry> entries) implements DecodedEntries {}

    /**
     * The bytes are not a group of a version this codec knows.
     *
     * @param position byte at which decoding failed, 0-based
     * @param expected what should have stood there
     */
    record Corrupt(int position, String expected) implements DecodedEntries {}
}
