package io.caretaker.ingest.gb26875;

import io.caretaker.ingest.gb26875.FrameCodec.Result;
import java.util.Arrays;

/**
 * Frames out of a stream of bytes, however it is cut. The end of a frame is found by its length, because its data may hold
 * any mark; after bytes that are no frame, the next start mark counts. Bounded by what is appended between two calls of
 * {@link #next} plus one frame. Not safe for several threads.
 */
public final class FrameStream {
    private final FrameCodec codec;
    private byte[] buffer = new byte[256];
    private int from;
    private int to;
    private int skipped;

    public FrameStream(FrameCodec codec) {
        this.codec = codec;
    }

    /** What the stream held. */
    public sealed interface Event {
        /** @param wire the frame's own bytes */
        record Received(Frame frame, byte[] wire, boolean endSlip) implements Event {}

        /** Start, length and end fit, the sum does not. */
        record Corrupt(Frame frame, byte[] wire) implements Event {}

        /** Bytes that belong to no frame. */
        record Skipped(int bytes) implements Event {}
    }

    public void append(byte[] bytes) {
        if (to + bytes.length > buffer.length) {
            int held = to - from;
            byte[] larger = held + bytes.length > buffer.length
                    ? new byte[Math.max(buffer.length * 2, held + bytes.length)]
                    : buffer;
            System.arraycopy(buffer, from, larger, 0, held);
            buffer = larger;
            from = 0;
            to = held;
        }
        System.arraycopy(bytes, 0, buffer, to, bytes.length);
        to += bytes.length;
    }

    /** The next event, or null when more bytes are needed. */
    public Event next() {
        while (true) {
            Result result = codec.decode(buffer, from, to);
            if (result instanceof Result.Ok ok) {
                return skipped > 0 ? flushSkipped() : received(from, ok);
            }
            Result.Broken broken = (Result.Broken) result;
            switch (broken.fault()) {
                case INCOMPLETE -> {
                    return skipped > 0 ? flushSkipped() : null;
                }
                case CHECKSUM -> {
                    int inner = frameInside(from + broken.length());
                    if (inner < 0) {
                        return skipped > 0 ? flushSkipped() : corrupt(broken.length());
                    }
                    skip(inner - from); // the start mark was garbage in front of a frame
                }
                case START_MARK, TOO_LONG, END_MARK -> skip(1);
            }
        }
    }

    /**
     * What is held cannot become a frame any more: nothing came for too long. Gives up the start mark it begins with, so that
     * frames behind it are found; then {@link #next} is to be called again.
     */
    public void giveUp() {
        if (from < to) {
            skip(1);
        }
    }

    /** Whether it holds the beginning of a frame. */
    public boolean waiting() {
        return from < to;
    }

    /** Start of a whole frame that ends where the broken one does, or -1. */
    private int frameInside(int end) {
        for (int at = from + 1; at + FrameCodec.OVERHEAD <= end; at++) {
            if (codec.decode(buffer, at, end) instanceof Result.Ok) {
                return at;
            }
        }
        return -1;
    }

    private Event received(int at, Result.Ok ok) {
        byte[] wire = Arrays.copyOfRange(buffer, at, at + ok.length());
        from += ok.length();
        return new Event.Received(ok.frame(), wire, ok.endSlip());
    }

    private Event corrupt(int length) {
        Frame frame = FrameCodec.read(buffer, from, length - FrameCodec.OVERHEAD);
        byte[] wire = Arrays.copyOfRange(buffer, from, from + length);
        from += length;
        return new Event.Corrupt(frame, wire);
    }

    /** Skips at least so many bytes and then to the next byte that may begin a start mark. */
    private void skip(int bytes) {
        int at = from + bytes;
        while (at < to && buffer[at] != FrameCodec.START) {
            at++;
        }
        skipped += at - from;
        from = at;
    }

    private Event flushSkipped() {
        Event event = new Event.Skipped(skipped);
        skipped = 0;
        return event;
    }
}
