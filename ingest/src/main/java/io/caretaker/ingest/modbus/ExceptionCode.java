package io.caretaker.ingest.modbus;

/** The exception codes of Modbus (Application Protocol V1.1b3 § 7) in words, and what they mean to a poll. Pure. */
final class ExceptionCode {
    private static final int ILLEGAL_ADDRESS = 2;
    private static final int ILLEGAL_VALUE = 3;
    private static final int ACKNOWLEDGE = 5;
    private static final int BUSY = 6;
    private static final int GATEWAY_PATH = 10;
    private static final int GATEWAY_TARGET = 11;

    private ExceptionCode() {}

    static String words(int code) {
        return "exception " + code + " (" + meaning(code) + ")";
    }

    private static String meaning(int code) {
        return switch (code) {
            case 1 -> "illegal function: the unit does not have this table";
            case ILLEGAL_ADDRESS -> "illegal data address: the unit does not have these";
            case ILLEGAL_VALUE -> "illegal data value: the unit does not give so many at once";
            case 4 -> "device failure";
            case ACKNOWLEDGE, BUSY -> "busy";
            case 8 -> "memory parity error";
            case GATEWAY_PATH -> "the gateway has no path to the unit";
            case GATEWAY_TARGET -> "the gateway has no answer from the unit";
            default -> "not in the standard";
        };
    }

    /** The unit itself did not speak, or not now: asking again later may help. */
    static boolean silence(int code) {
        return code == ACKNOWLEDGE || code == BUSY || code == GATEWAY_PATH || code == GATEWAY_TARGET;
    }

    /** A smaller request may be answered. */
    static boolean tooMuch(int code) {
        return code == ILLEGAL_ADDRESS || code == ILLEGAL_VALUE;
    }
}
