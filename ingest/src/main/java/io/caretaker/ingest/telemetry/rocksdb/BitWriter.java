package io.caretaker.ingest.telemetry.rocksdb;

import java.util.Arrays;

/** Bits, highest first, into bytes; {@link BitReader} is its counterpart. For one block, one thread. */
final class BitWriter {
    private byte[] bytes = new byte[64];
    private int size;
    private int free = 8;

    /** The lowest {@code count} bits of the value, 0 to 64. */
    void bits(long value, int count) {
        int left = count;
        while (left > 0) {
            if (free == 8 && size == bytes.length) {
                bytes = Arrays.copyOf(bytes, size * 2);
            }
            int taken = Math.min(free, left);
            int part = (int) (value >>> left - taken) & (1 << taken) - 1;
            bytes[size] |= (byte) (part << free - taken);
            free -= taken;
            left -= taken;
            if (free == 0) {
                size++;
                free = 8;
            }
        }
    }

    /**
     * A signed number, small ones short: {@code 0} is 0; {@code 10}, {@code 110}, {@code 1110}, {@code 11110} and
     * {@code 11111} are followed by 4, 8, 14, 24 and 64 bits of its zigzag form.
     */
    void signed(long value) {
        long zigzag = value << 1 ^ value >> 63;
        int needed = 64 - Long.numberOfLeadingZeros(zigzag);
        if (needed == 0) {
            bits(0, 1);
        } else if (needed <= 4) {
            bits(0b10, 2);
            bits(zigzag, 4);
        } else if (needed <= 8) {
            bits(0b110, 3);
            bits(zigzag, 8);
        } else if (needed <= 14) {
            bits(0b1110, 4);
            bits(zigzag, 14);
        } else if (needed <= 24) {
            bits(0b11110, 5);
            bits(zigzag, 24);
        } else {
            bits(0b11111, 5);
            bits(zigzag, 64);
        }
    }

    /** The rest of the last byte is zero. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, free == 8 ? size : size + 1);
    }
}
