package io.caretaker.ingest.lorawan.codec;

/**
 * Which of its functions a script is called by.
 *
 * @param decoder 0 {@code decodeUplink}, 1 {@code Decode}, 2 {@code Decoder}, or {@link #NONE}
 * @param encoder 3 {@code encodeDownlink}, 4 {@code Encode}, 5 {@code Encoder}, or {@link #NONE}
 */
record Functions(int decoder, int encoder) {
    static final int NONE = -1;
    static final int DECODE_UPLINK = 0;
    /** Number of the first function that encodes. */
    static final int ENCODERS = 3;

    static final int ENCODE_DOWNLINK = 3;
}
