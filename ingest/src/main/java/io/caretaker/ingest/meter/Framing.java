package io.caretaker.ingest.meter;

/** How the frames of a protocol lie in a stream of bytes. Pure; no input throws. */
@FunctionalInterface
public interface Framing<F> {
    sealed interface Result<F> {
        /** @param length bytes it took */
        record Ok<F>(F frame, int length) implements Result<F> {}

        /** May still become a frame. */
        record Incomplete<F>() implements Result<F> {}

        record NoFrame<F>() implements Result<F> {}
    }

    /** Reads the frame that begins at {@code from}; what follows it is not looked at. An empty range is incomplete. */
    Result<F> decode(byte[] bytes, int from, int to);
}
