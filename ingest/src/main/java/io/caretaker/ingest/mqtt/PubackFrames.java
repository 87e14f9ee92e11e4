package io.caretaker.ingest.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * Collects the PUBACKs of one write, as bytes: one buffer for hundreds of acknowledgements instead of a message object
 * each. MQTT 5 § 3.4: a success may end after the packet identifier, other reason codes after the code.
 */
final class PubackFrames {
    private static final byte PUBACK = 0x40;
    private static final byte REASON_STRING = 0x1f;
    /** UTF-8 bytes of a reason string: keeps the packet below every client's maximum and its length in one byte. */
    private static final int MAX_REASON_BYTES = 110;

    private final ByteBufAllocator allocator;
    private ByteBuf frames;

    PubackFrames(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** MQTT 3.1.1, and 5 without anything to say. */
    void success(int packetId) {
        buffer().writeByte(PUBACK).writeByte(2).writeShort(packetId);
    }

    void reason(int packetId, int code) {
        buffer().writeByte(PUBACK).writeByte(3).writeShort(packetId).writeByte(code);
    }

    void reason(int packetId, int code, String text) {
        byte[] utf8 = cut(text).getBytes(StandardCharsets.UTF_8);
        int properties = 3 + utf8.length;
        buffer().writeByte(PUBACK)
                .writeByte(4 + properties)
                .writeShort(packetId)
                .writeByte(code)
                .writeByte(properties)
                .writeByte(REASON_STRING)
                .writeShort(utf8.length)
                .writeBytes(utf8);
    }

    /** What was collected, now the caller's, or null when that is nothing. */
    ByteBuf take() {
        ByteBuf taken = frames;
        frames = null;
        return taken;
    }

    private ByteBuf buffer() {
        if (frames == null) {
            frames = allocator.buffer(256);
        }
        return frames;
    }

    private static String cut(String text) {
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            boolean allowed = point >= 0x20 && point != 0x7f && !(point >= 0xd800 && point <= 0xdfff);
            int shown = allowed ? point : '?';
            bytes += shown < 0x80 ? 1 : shown < 0x800 ? 2 : shown < 0x10000 ? 3 : 4;
            if (bytes > MAX_REASON_BYTES) {
                break;
            }
            kept.appendCodePoint(shown);
        }
        return kept.toString();
    }
}
