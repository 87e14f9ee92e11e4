package io.caretaker.ingest.lorawan.codec;

/** Why a codec gave nothing. A small closed set: it tags counters. */
public enum Failure {
    /** The codec said so itself, in {@code errors}. */
    REPORTED,
    /** The codec threw an exception. */
    THROWN,
    /** What it returned is none of the shapes a codec may return, or too large. */
    RESULT,
    /** It took too many statements, too long, or too much memory, and was stopped. */
    LIMIT,
    /** It was stopped so often that it rests for a while. */
    SUSPENDED,
    /** It has no function of the kind asked for. */
    NO_FUNCTION,
    /** All its contexts are busy, or the codec is closed. */
    BUSY;

    /** Enough for a sentence of an exception. */
    public static final int REASON_LENGTH = 300;

    private final String tag = name().toLowerCase(java.util.Locale.ROOT);

    public String tag() {
        return tag;
    }

    static String cut(String reason) {
        String line = reason.lines().findFirst().orElse("").strip();
        return line.length() > REASON_LENGTH ? line.substring(0, REASON_LENGTH - 3) + "..." : line;
    }
}
