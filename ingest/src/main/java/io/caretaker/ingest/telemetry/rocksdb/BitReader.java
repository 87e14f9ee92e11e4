package io.caretaker.ingest.telemetry.rocksdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link BitWriter} wrote. Beyond the end it reads zeros and remembers it ({@link #overrun}): one check at the
 * end instead of one a bit, since this is the inner loop of every query.
 */
final class BitReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int[] SIGNED_BITS = {0, 4, 8, 14, 24, 64};
    private static final int LONGEST_PREFIX = 5;

    private final byte[] bytes;
    private long at;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Bit at which the next read begins. */
    long position() {
        return at;
    }

    long bitsLeft() {
        return bytes.length * 8L - at;
    }

    boolean overrun() {
        return bitsLeft() < 0;
    }

    long bits(int count) {
        if (count > 32) {
            return bits(count - 32) << 32 | bits(32);
        }
        if (count == 0) {
            return 0;
        }
        long window = window() << (at & 7);
        at += count;
        return window >>> 64 - count;
    }

    long signed() {
        int prefix = Math.min(LONGEST_PREFIX, Long.numberOfLeadingZeros(~(window() << (at & 7))));
        at += prefix < LONGEST_PREFIX ? prefix + 1 : prefix;
        long zigzag = bits(SIGNED_BITS[prefix]);
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /** The eight bytes from the byte of the next bit on. */
    private long window() {
        long index = at >>> 3;
        if (index + Long.BYTES <= bytes.length) {
            return (long) LONG.get(bytes, (int) index);
        }
        long window = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            window = window << 8 | (index + i < bytes.length ? bytes[(int) index + i] & 0xFF : 0);
        }
        return window;
    }
}
