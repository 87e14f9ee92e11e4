package io.caretaker.ingest.meter;

import java.util.Map;

/**
 * What a meter said.
 *
 * @param digits address of the meter, most significant digit first
 * @param wire the frame's bytes
 */
public record Telegram(String digits, byte[] wire, Content content) {

    public sealed interface Content {
        /**
         * @param item what was asked for, as the dialect names it
         * @param fields numbers and truth values by name; values that the meter has not are left out
         */
        record Values(String item, Map<String, Object> fields) implements Content {}

        /** The meter answered that it cannot answer. */
        record Fault(String words) implements Content {}

        /** An answer that cannot be read: field, what was there, what should have been. */
        record Unreadable(String field, String value, String expected) implements Content {}

        /** A question, or an answer to something that nobody here asks: an echo of the line, another master. */
        record Other() implements Content {}
    }
}
