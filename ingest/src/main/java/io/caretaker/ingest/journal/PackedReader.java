package io.caretaker.ingest.journal;

import io.caretaker.ingest.text.TextCache;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the primitives of {@link JournalCodec} and knows where it stands. For one group, one thread. */
final class PackedReader {
    /** Stays inside the codec: decoding answers with a value. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final int position;
        private final String expected;

        private Malformed(int position, String expected) {
            super(expected, null, false, false);
            this.position = position;
            this.expected = expected;
        }

        int position() {
            return position;
        }

        String expected() {
            return expected;
        }
    }

    /** Of devices and metrics: who reads group after group finds the same ones in each. */
    private static final TextCache KNOWN = new TextCache(16_384);

    private final List<String> names = new ArrayList<>(64);
    private final byte[] bytes;
    private int at;
    private long lastTime;

    PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    Malformed malformed(String expected) {
        return new Malformed(at, expected);
    }

    void require(boolean holds, String expected) throws Malformed {
        if (!holds) {
            throw malformed(expected);
        }
    }

    int oneByte() throws Malformed {
        require(at < bytes.length, "a byte more");
        return bytes[at++];
    }

    boolean bool() throws Malformed {
        int value = oneByte();
        require(value == 0 || value == 1, "0 or 1");
        return value == 1;
    }

    long varint() throws Malformed {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = oneByte();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("a varint of 10 bytes at most");
    }

    long zigzag() throws Malformed {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    void fourBytes() throws Malformed {
        require(bytes.length - at >= Integer.BYTES, "4 bytes more");
        at += Integer.BYTES;
    }

    long eightBytes() throws Malformed {
        require(bytes.length - at >= 8, "8 bytes more");
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | bytes[at++] & 0xFF;
        }
        return value;
    }

    /** A number of things that take at least {@code bytesEach}: more than the rest could hold is malformed. */
    int count(int bytesEach) throws Malformed {
        long count = varint();
        require(count >= 0 && count <= (bytes.length - at) / bytesEach, "a count that fits the bytes left");
        return (int) count;
    }

    long time() throws Malformed {
        lastTime += zigzag();
        return lastTime;
    }

    String name() throws Malformed {
        long index = varint();
        if (index == 0) {
            int length = count(1);
            String name = KNOWN.of(bytes, at, at + length);
            at += length;
            names.add(name);
            return name;
        }
        require(index > 0 && index <= names.size(), "the index of a name seen before");
        return names.get((int) index - 1);
    }

    String text() throws Malformed {
        int length = count(1);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }
}
