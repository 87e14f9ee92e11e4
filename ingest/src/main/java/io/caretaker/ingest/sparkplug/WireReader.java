package io.caretaker.ingest.sparkplug;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The wire format of Protocol Buffers (protobuf.dev, "Encoding"): tags, varints, fixed and length-delimited fields.
 *
 * <pre>
 *  tag = varint: field number &lt;&lt; 3 | wire type      0 varint · 1 eight bytes · 2 length and bytes · 5 four bytes
 * </pre>
 *
 * Nothing is read past the end and nothing is allocated for a length that is not there. Not safe for several threads.
 */
final class WireReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int LONGEST_VARINT = 10;

    private final byte[] bytes;
    private final int end;
    private int at;

    WireReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private WireReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** The bytes are not what they claim to be. Does not leave the package. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final int offset;

        Malformed(int offset, String expected) {
            super(expected, null, false, false); // costs no stack trace: it is an answer
            this.offset = offset;
        }

        /** Byte at which reading failed, 0-based. */
        int offset() {
            return offset;
        }
    }

    boolean hasMore() {
        return at < end;
    }

    int offset() {
        return at;
    }

    /** The next field's number and wire type, as {@code number << 3 | type}. */
    int tag() throws Malformed {
        int begin = at;
        long tag = varint();
        if (tag < 8 || tag > 0xffff_ffffL) {
            throw new Malformed(begin, "the tag of a field");
        }
        return (int) tag;
    }

    /** 64 bits, low groups of seven first. */
    long varint() throws Malformed {
        int begin = at;
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (at >= end) {
                throw new Malformed(begin, "a whole number of at most ten bytes");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << 7 * i;
            if (next >= 0) {
                return value;
            }
        }
        throw new Malformed(begin, "a whole number of at most ten bytes");
    }

    int fixed32() throws Malformed {
        need(4);
        int value = (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
        at += 4;
        return value;
    }

    long fixed64() throws Malformed {
        long low = fixed32() & 0xffff_ffffL;
        return low | (long) fixed32() << 32;
    }

    /** The field's bytes as a reader of their own. */
    WireReader message() throws Malformed {
        int length = length();
        at += length;
        return new WireReader(bytes, at - length, at);
    }

    String text(int longest) throws Malformed {
        int begin = at;
        int length = length();
        if (length > longest) {
            throw new Malformed(begin, "a text of at most " + longest + " bytes");
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
            at += length;
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new Malformed(begin, "UTF-8 text");
        }
    }

    void skip(int tag) throws Malformed {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> fixed64();
            case BYTES -> message();
            case FIXED32 -> fixed32();
            default -> throw new Malformed(at, "a field of a wire type that Protocol Buffers 3 has");
        }
    }

    private int length() throws Malformed {
        int begin = at;
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new Malformed(begin, "a length of at most the " + (end - at) + " bytes that are left");
        }
        return (int) length;
    }

    private void need(int count) throws Malformed {
        if (end - at < count) {
            throw new Malformed(at, count + " more bytes");
        }
    }
}
