package io.caretaker.ingest.mqtt;

import io.netty.buffer.ByteBuf;

/** One array of an event loop into which payloads are copied for decoding, so that none is allocated per message. */
final class Scratch {
    private byte[] array = new byte[4_096];

    /** The payload from index 0; valid until the next call. */
    byte[] copy(ByteBuf payload) {
        int length = payload.readableBytes();
        if (array.length < length) {
            array = new byte[Math.max(length, array.length * 2)];
        }
        payload.getBytes(payload.readerIndex(), array, 0, length);
        return array;
    }
}
