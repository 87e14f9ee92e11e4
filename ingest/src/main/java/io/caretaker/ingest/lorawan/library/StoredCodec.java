package io.caretaker.ingest.lorawan.library;

/**
 * One version of a codec.
 *
 * @param version counts from 1
 * @param source the script as it was given
 * @param sha256 of the source in UTF-8, 64 lower-case hex digits
 * @param author who stored it
 * @param note why, or where it comes from; may be empty
 */
public record StoredCodec(
        String id, int version, String source, String sha256, String author, String note, long timeMicros) {}
