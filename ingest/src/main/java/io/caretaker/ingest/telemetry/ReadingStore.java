package io.caretaker.ingest.telemetry;

import io.caretaker.model.reading.Reading;
import io.caretaker.model.reading.ReadingHistory;
import java.util.List;

/**
 * Where telemetry is kept. One thread writes, any number reads. Two readings of one series with the same time are one:
 * the one written later stays, so writing a batch again changes nothing.
 */
public interface ReadingStore extends ReadingHistory, AutoCloseable {
    /**
     * Takes the readings of the journal up to {@code nextOffset}; the list may be empty. Throws when they could not be
     * taken: the caller writes the same batch again later. Values that are not finite are left out.
     */
    void write(long nextOffset, List<Reading> readings);

    /** Offset of the first journal entry that is not in the store yet: where to resume. May throw while it is down. */
    long nextOffset();

    /** The journal must be kept from this offset on: what lies before survives a crash. At most {@link #nextOffset}. */
    long durableOffset();

    @Override
    void close();
}
