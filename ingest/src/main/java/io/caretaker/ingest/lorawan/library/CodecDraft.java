package io.caretaker.ingest.lorawan.library;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A codec about to be stored.
 *
 * @param source not blank, at most {@value #MAX_SOURCE} characters
 * @param note at most {@value #MAX_NOTE} characters
 */
public record CodecDraft(String id, String source, String author, String note, long timeMicros) {
    /** The largest codec of the public device repositories has about 100,000 characters. */
    public static final int MAX_SOURCE = 500_000;

    public static final int MAX_NOTE = 500;

    public CodecDraft {
        Ids.require("id", id);
        if (source == null || source.isBlank() || source.length() > MAX_SOURCE) {
            throw new InvalidValue(
                    "source",
                    source == null ? null : source.length() + " characters",
                    "a script of 1 to " + MAX_SOURCE + " characters");
        }
        if (source.indexOf('\0') >= 0) {
            throw new InvalidValue("source", "a NUL character", "a text");
        }
        note = note == null ? "" : note.replace('\0', ' ').strip();
        if (note.length() > MAX_NOTE) {
            throw new InvalidValue("note", note.length() + " characters", "at most " + MAX_NOTE + " characters");
        }
    }

    public String sha256() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
