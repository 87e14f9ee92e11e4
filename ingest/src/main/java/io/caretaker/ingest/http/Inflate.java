package io.caretaker.ingest.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Bodies that were sent compressed. Pure; the limit holds for what comes out, so a bomb costs no more than any body. */
public final class Inflate {
    private static final int FIRST_GUESS = 4;
    private static final int BUFFER = 8 * 1024;

    public sealed interface Result {
        /** @param bytes its first {@code length} bytes are the body */
        record Body(byte[] bytes, int length) implements Result {}

        /** More than the limit comes out of it. */
        record TooLarge() implements Result {}

        /** Not gzip, or cut off. */
        record Damaged() implements Result {}
    }

    private Inflate() {}

    /** @param most bytes that may come out */
    public static Result gzip(byte[] packed, int length, int most) {
        byte[] bytes = new byte[Math.min(most, Math.max(BUFFER, length * FIRST_GUESS))];
        int size = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed, 0, length), BUFFER)) {
            while (true) {
                if (size == bytes.length) {
                    int next = size == most ? in.read() : -2;
                    if (next != -2) {
                        return next < 0 ? new Result.Body(bytes, size) : new Result.TooLarge();
                    }
                    bytes = Arrays.copyOf(bytes, (int) Math.min(most, 2L * size));
                }
                int read = in.read(bytes, size, bytes.length - size);
                if (read < 0) {
                    return new Result.Body(bytes, size);
                }
                size += read;
            }
        } catch (IOException e) {
            return new Result.Damaged();
        }
    }
}
