package io.caretaker.alerting.notify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The name of an incident among people: four letters and digits that nobody mixes up when read out at night. Derived from
 * the id, so it is the same everywhere. Among 700 open incidents two share one about every second time: it is for people
 * beside the place, never a key.
 */
public final class ShortId {
    /** Without 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V. */
    private static final String LETTERS = "34679ACDEFGHJKMNPQRTVWXY";

    private static final int LENGTH = 4;

    private ShortId() {}

    public static String of(String incident) {
        long value = ByteBuffer.wrap(sha256(incident)).getLong() & Long.MAX_VALUE;
        StringBuilder result = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            result.append(LETTERS.charAt((int) (value % LETTERS.length())));
            value /= LETTERS.length();
        }
        return result.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
