package io.caretaker.ingest.codec;

import io.caretaker.model.InvalidValue;

/**
 * How much one payload may hold.
 *
 * @param maxBytes largest payload, 1 KiB to 16 MiB
 * @param maxReadings most readings in one payload, 1 to 100,000
 */
public record CodecLimits(int maxBytes, int maxReadings) {
    /** Deepest nesting of a payload: the formats need four levels. */
    public static final int MAX_DEPTH = 8;

    public CodecLimits {
        if (maxBytes < 1024 || maxBytes > 16 * 1024 * 1024) {
            throw new InvalidValue("maxBytes", maxBytes, "1024 to 16777216 bytes");
        }
        if (maxReadings < 1 || maxReadings > 100_000) {
            throw new InvalidValue("maxReadings", maxReadings, "1 to 100000 readings");
        }
    }

    /** 256 KiB and 5,000 readings. */
    public static CodecLimits defaults() {
        return new CodecLimits(256 * 1024, 5_000);
    }

    /** The refusal of a payload that is too large. */
    public Decoded.Refused tooLarge(int bytes) {
        return new Decoded.Refused(
                RejectReason.TOO_LARGE, "payload", -1, "at most " + maxBytes + " bytes, not " + bytes);
    }

    public Decoded.Refused tooMany(long offset) {
        return new Decoded.Refused(
                RejectReason.TOO_MANY_READINGS,
                "readings",
                offset,
                "at most " + maxReadings + " readings in one message");
    }
}
