package io.caretaker.ingest.modbus;

/** What came of one request. */
public sealed interface Answer {

    /** @param bytes registers most significant byte first, or bits from the least significant of the first byte on */
    record Data(byte[] bytes) implements Answer {}

    /** The unit, or the gateway before it, answered that it will not. */
    record Exception(int code) implements Answer {}

    /** @param reason why there is no answer, for people; the same text for the same reason */
    record Silence(String reason) implements Answer {}
}
