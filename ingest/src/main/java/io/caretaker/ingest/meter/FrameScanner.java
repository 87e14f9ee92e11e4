package io.caretaker.ingest.meter;

import io.caretaker.ingest.meter.Framing.Result;
import java.util.Arrays;

/**
 * Frames out of a stream, however it is cut, and whatever noise lies between them: wake-up bytes, the name with which a modem
 * registers, echoes of a line. Bounded by what is appended between two calls of {@link #next} plus one frame. Not safe for
 * several threads.
 */
public final class FrameScanner<F> {
    /** @param wire the frame's own bytes */
    public record Found<F>(F frame, byte[] wire) {}

    private final Framing<F> framing;
    private byte[] buffer = new byte[256];
    private int from;
    private int to;
    private long noise;

    public FrameScanner(Framing<F> framing) {
        this.framing = framing;
    }

    public void append(byte[] bytes) {
        if (to + bytes.length > buffer.length) {
            int held = to - from;
            byte[] target = held + bytes.length > buffer.length
                    ? new byte[Math.max(buffer.length * 2, held + bytes.length)]
                    : buffer;
            System.arraycopy(buffer, from, target, 0, held);
            buffer = target;
            from = 0;
            to = held;
        }
        System.arraycopy(bytes, 0, buffer, to, bytes.length);
        to += bytes.length;
    }

    /** The next frame, or null when more bytes are needed. */
    public Found<F> next() {
        while (true) {
            Result<F> result = framing.decode(buffer, from, to);
            if (result instanceof Result.Ok<F> ok) {
                byte[] wire = Arrays.copyOfRange(buffer, from, from + ok.length());
                from += ok.length();
                return new Found<>(ok.frame(), wire);
            }
            if (result instanceof Result.Incomplete<F>) {
                return null;
            }
            skip();
        }
    }

    /** What is held cannot become a frame any more, so that frames behind its first byte are found; then call {@link #next}. */
    public void giveUp() {
        if (from < to) {
            skip();
        }
    }

    /** Whether it holds the beginning of a frame. */
    public boolean waiting() {
        return from < to;
    }

    /** Bytes skipped since the beginning. */
    public long noise() {
        return noise;
    }

    private void skip() {
        from++;
        noise++;
    }
}
