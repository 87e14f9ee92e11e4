package io.caretaker.ingest.journal.rocksdb;

import java.util.List;
import java.util.Map;

/**
 * What a walk over the whole journal found.
 *
 * @param withoutChecksum groups of the first format version, which had none
 * @param bytes packed
 * @param entriesByKind entries by what they are
 * @param firstOffset of the first entry that is kept
 * @param nextOffset after the last one
 * @param followers offsets from which what follows the journal goes on, by name: none may lie beyond the end
 * @param problems one sentence each, with the offset
 */
public record JournalReport(
        long groups,
        long withoutChecksum,
        long bytes,
        Map<String, Long> entriesByKind,
        long readings,
        long firstOffset,
        long nextOffset,
        Map<String, Long> followers,
        List<String> problems) {

    public boolean sound() {
        return problems.isEmpty();
    }
}
