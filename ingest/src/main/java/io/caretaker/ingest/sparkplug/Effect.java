package io.caretaker.ingest.sparkplug;

import io.caretaker.ingest.codec.RejectReason;
import java.util.List;

/** What follows from a message of an edge node; done by {@link SparkplugHost}. */
sealed interface Effect {

    /**
     * Values of the sender.
     *
     * @param birth they come with a birth, which names everything the sender has
     */
    record Values(List<Value> values, boolean birth) implements Effect {
        public Values {
            values = List.copyOf(values);
        }
    }

    /**
     * @param value number, truth value or text
     * @param timestamp milliseconds since 1970, or {@link Metric#NO_TIME}
     */
    record Value(String name, Object value, long timestamp) {}

    /** The edge node or device is there. */
    record Online() implements Effect {}

    /** The device is gone; of an edge node: it and everything behind it. */
    record Offline() implements Effect {}

    /** Something was missed: the edge node is to send its births again. */
    record AskRebirth() implements Effect {}

    /** A part of the message could not be used. */
    record Refused(RejectReason reason, String field, String value, String expected) implements Effect {}
}
