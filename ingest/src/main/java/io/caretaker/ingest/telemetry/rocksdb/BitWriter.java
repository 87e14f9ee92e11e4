package io.caretaker.ingest.telemetry.rocksdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bits, highest first, into bytes; {@link BitReader} is its counterpart. For one block, one thread. */
final class BitWriter {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[64];
    private int size;
    /** The bits that are not in {@code bytes} yet, from the highest down; the rest is zero. */
    private long pending;

    private int free = Long.SIZE;

    /** The lowest {@code count} bits of the value, 0 to 64. */
    void bits(long value, int count) {
        if (count == 0) {
            return;
        }
        long bits = value & -1L >>> Long.SIZE - count;
        if (count < free) {
            free -= count;
            pending |= bits << free;
            return;
        }
        int rest = count - free;
        pending |= bits >>> rest;
        flush();
        free = Long.SIZE - rest;
        pending = rest == 0 ? 0 : bits << free;
    }

    private void flush() {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        LONGS.set(bytes, size, pending);
        size += Long.BYTES;
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
        byte[] whole = Arrays.copyOf(bytes, size + (Long.SIZE - free + 7) / 8);
        for (int i = size; i < whole.length; i++) {
            whole[i] = (byte) (pending >>> 56 - 8 * (i - size));
        }
        return whole;
    }
}
