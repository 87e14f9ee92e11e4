package io.caretaker.ingest.gb26875;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Builds frames and their data: two-byte values least significant byte first. Not safe for several threads. */
final class ByteWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    ByteWriter u8(int value) {
        out.write(value);
        return this;
    }

    ByteWriter u16(int value) {
        out.write(value);
        out.write(value >> 8);
        return this;
    }

    ByteWriter hex(String digits) {
        return bytes(HexFormat.of().parseHex(digits));
    }

    ByteWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    ByteWriter time(WireTime time) {
        time.write(this);
        return this;
    }

    /** Text of a fixed length, cut between characters and filled with zeros. */
    ByteWriter text(String text, int length) {
        byte[] encoded = WireText.encode(text, length);
        bytes(encoded);
        return bytes(new byte[length - encoded.length]);
    }

    /** Text with its length in front. */
    ByteWriter counted(String text) {
        byte[] encoded = WireText.encode(text, 255);
        return u8(encoded.length).bytes(encoded);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
