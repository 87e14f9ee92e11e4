package io.caretaker.ingest.codec;

import java.util.Objects;

/**
 * One reading, or one whole message, that was not taken, in the words the sender is answered with.
 *
 * @param index position of the reading in the payload, 0-based; {@link #WHOLE} when the whole message is meant
 * @param field what does not fit, as {@code value} or {@code unit}
 * @param value what was there, cut to {@value #VALUE_LENGTH} characters, empty where nothing was
 * @param expected what would have fitted
 */
public record Rejection(int index, RejectReason reason, String field, String value, String expected) {
    public static final int WHOLE = -1;
    /** Values are echoed to people: enough to recognise, too little to flood. */
    public static final int VALUE_LENGTH = 120;

    public Rejection {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(expected, "expected");
        value = value.length() > VALUE_LENGTH ? value.substring(0, VALUE_LENGTH - 3) + "..." : value;
    }

    public static Rejection whole(RejectReason reason, String field, String value, String expected) {
        return new Rejection(WHOLE, reason, field, value, expected);
    }

    /** One sentence: field, value, expected. */
    public String sentence() {
        return field + ": got " + (value.isEmpty() ? "nothing" : '"' + value + '"') + ", expected " + expected;
    }
}
