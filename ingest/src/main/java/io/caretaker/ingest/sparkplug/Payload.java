package io.caretaker.ingest.sparkplug;

import java.util.List;

/**
 * A Sparkplug B payload, or why it is none.
 *
 * <p>What of it is read: {@code timestamp = 1, metrics = 2, seq = 3}. A UUID and a body are skipped.
 */
sealed interface Payload {

    /**
     * @param timestamp milliseconds since 1970 in UTC, {@link Metric#NO_TIME} where none is sent
     * @param seq 0 to 255, {@link #NO_SEQ} where none is sent
     */
    record Message(long timestamp, List<Metric> metrics, int seq) implements Payload {
        static final int NO_SEQ = -1;

        public Message {
            metrics = List.copyOf(metrics);
        }
    }

    /** @param offset byte at which reading failed, 0-based */
    record Unreadable(int offset, String expected) implements Payload {}
}
