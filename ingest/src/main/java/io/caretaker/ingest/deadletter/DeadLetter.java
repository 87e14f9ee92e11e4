package io.caretaker.ingest.deadletter;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;

/**
 * A message, or readings of a message, that were refused.
 *
 * @param timeMicros when it was refused, by the service's clock
 * @param source id of the authenticated device, else the address it came from
 * @param topic topic or route it was sent to
 * @param field what did not fit; with {@code value} and {@code expected} of the first of {@code occurrences}
 * @param occurrences readings of the message that were refused for this reason, 1 or more
 * @param excerpt the first bytes of the payload as text, or as hex after {@code hex:} when they are no text
 * @param size bytes of the whole payload
 */
public record DeadLetter(
        long timeMicros,
        Protocol protocol,
        String source,
        String topic,
        RejectReason reason,
        String field,
        String value,
        String expected,
        int occurrences,
        String excerpt,
        int size) {

    private static final int TOPIC_LENGTH = 256;

    public DeadLetter {
        topic = topic.length() > TOPIC_LENGTH ? topic.substring(0, TOPIC_LENGTH - 3) + "..." : topic;
    }

    /** The dead letter of one message refused as a whole. */
    public static DeadLetter of(
            long timeMicros,
            Protocol protocol,
            String source,
            String topic,
            Rejection why,
            int occurrences,
            String excerpt,
            int size) {
        return new DeadLetter(
                timeMicros,
                protocol,
                source,
                topic,
                why.reason(),
                why.field(),
                why.value(),
                why.expected(),
                occurrences,
                excerpt,
                size);
    }
}
