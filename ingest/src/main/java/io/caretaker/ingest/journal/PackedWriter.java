package io.caretaker.ingest.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Writes the primitives of {@link JournalCodec}; {@link PackedReader} is its counterpart. For one group, one thread. */
final class PackedWriter {
    private final Map<String, Integer> names = new HashMap<>();
    private byte[] bytes;
    private int size;
    private long lastTime;

    PackedWriter(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    void oneByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    void fourBytes(int value) {
        reserve(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void eightBytes(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** A time, as its difference to the one before; the difference may wrap, the reader wraps it back. */
    void time(long micros) {
        zigzag(micros - lastTime);
        lastTime = micros;
    }

    void name(String name) {
        Integer index = names.get(name);
        if (index == null) {
            names.put(name, names.size() + 1);
            oneByte(0);
            text(name);
        } else {
            varint(index);
        }
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
