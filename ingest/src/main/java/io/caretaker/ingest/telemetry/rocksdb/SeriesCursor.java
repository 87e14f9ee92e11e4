package io.caretaker.ingest.telemetry.rocksdb;

/** Stored and open samples of one series in time order, chunk by chunk; an open sample replaces a stored one. */
final class SeriesCursor {
    private final BlockCursor stored;
    private Samples open;

    /**
     * @param open copied before the iterator of {@code stored} was made: what is packed in between is then seen twice,
     *     which merging forgives, and never not at all
     */
    SeriesCursor(BlockCursor stored, Samples open) {
        this.stored = stored;
        this.open = open;
    }

    /** The next samples, not empty; null when there are no more. */
    Samples next() {
        Samples block = stored.next();
        if (block == null) {
            Samples rest = open;
            open = Samples.EMPTY;
            return rest.isEmpty() ? null : rest;
        }
        int upTo = open.indexFrom(block.last() + 1);
        Samples merged = Samples.merge(block, open.part(0, upTo));
        open = open.part(upTo, open.size());
        return merged;
    }
}
