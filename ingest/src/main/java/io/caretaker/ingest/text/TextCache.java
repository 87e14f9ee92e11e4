package io.caretaker.ingest.text;

import java.nio.charset.StandardCharsets;

/**
 * Names of metrics, units and devices come again in every message: here each is made a string once, and keeps its hash. Of
 * two texts with one slot the later one stays, so memory is bounded by slots times the longest text. Text outside ASCII is
 * made anew each time. Safe for use by several threads, as a string is whole for whoever sees it and a lost write only
 * costs another string.
 */
public final class TextCache {
    private final String[] slots;

    /** @param slots a power of two; each costs a reference and at most one text */
    public TextCache(int slots) {
        this.slots = new String[slots];
    }

    /** The text of the bytes, which are UTF-8. */
    public String of(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ hash >>> 12) & slots.length - 1;
        String kept = slots[slot];
        if (kept == null || !same(kept, bytes, from, to)) {
            kept = new String(bytes, from, to - from, StandardCharsets.UTF_8);
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
