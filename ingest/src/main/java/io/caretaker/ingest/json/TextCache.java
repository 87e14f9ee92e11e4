package io.caretaker.ingest.json;

import java.nio.charset.StandardCharsets;

/**
 * Names of metrics, units and devices come again in every message: here each is made a string once. Of two texts with one
 * slot the later one stays, so memory is bounded by slots times the longest text. Safe for use by several threads, as a
 * string is whole for whoever sees it and a lost write only costs another string.
 */
final class TextCache {
    private static final int SLOTS = 4_096;

    private final String[] slots = new String[SLOTS];

    /** The ASCII text of the bytes. */
    String of(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ hash >>> 12) & SLOTS - 1;
        String kept = slots[slot];
        if (kept == null || !same(kept, bytes, from, to)) {
            kept = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
            slots[slot] = kept;
        }
        return kept;
    }

    private static boolean same(String text, byte[] bytes, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
