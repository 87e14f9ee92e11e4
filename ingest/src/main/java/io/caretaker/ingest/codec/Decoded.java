package io.caretaker.ingest.codec;

import java.util.List;

/** What a payload decodes into: readings with the faults of single items, or nothing at all. */
public sealed interface Decoded {

    /** The payload was readable. Items that were not are in {@code rejected}; both lists may be empty. */
    record Readings(List<RawReading> readings, List<Rejection> rejected) implements Decoded {
        public Readings {
            readings = List.copyOf(readings);
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * The payload as a whole was not readable: nothing of it is taken.
     *
     * @param offset byte at which reading failed, 0-based, -1 where that is not known
     */
    record Refused(RejectReason reason, String field, long offset, String expected) implements Decoded {
        public Rejection rejection() {
            return Rejection.whole(reason, field, offset < 0 ? "" : "byte " + offset, expected);
        }
    }
}
