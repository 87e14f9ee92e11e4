package io.caretaker.ingest.sparkplug;

/**
 * One metric of a payload as the wire has it.
 *
 * @param name empty where only the alias is sent
 * @param alias {@link #NO_ALIAS} where none is sent
 * @param timestamp milliseconds since 1970 in UTC, {@link #NO_TIME} where none is sent
 * @param datatype number of the data type, 0 where none is sent: then the birth said it
 * @param raw bits of the value: a {@code Long} (of int_value and long_value), {@code Float}, {@code Double}, {@code Boolean}
 *     or {@code String}; null for a null value and for types that are no single value
 */
record Metric(String name, long alias, long timestamp, int datatype, Object raw) {
    /** Aliases are unsigned on the wire; this one cannot be told from "none" and is not used by anybody. */
    static final long NO_ALIAS = -1;

    static final long NO_TIME = -1;
    static final String BD_SEQ = "bdSeq";
    static final String REBIRTH = "Node Control/Rebirth";
}
