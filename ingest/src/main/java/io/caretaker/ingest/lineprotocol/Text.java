package io.caretaker.ingest.lineprotocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Tokens as text: what counts as printable, as UTF-8, as escaped. Pure. */
final class Text {
    /** What a backslash makes literal in the name of a measurement; in tags and field names {@code =} besides. */
    static final String IN_MEASUREMENT = ", ";

    static final String IN_KEY = ",= ";
    static final String IN_STRING = "\"\\";

    private Text() {}

    static boolean isControl(byte b) {
        return b >= 0 && b < ' ' || b == 0x7F;
    }

    static boolean isUtf8(byte[] bytes, int from, int to) {
        try {
            // A new decoder reports what is malformed; it is asked only where a byte is not ASCII.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The token without the backslashes before the given characters; all other backslashes stay. */
    static String unescaped(byte[] bytes, int from, int to, String escapable) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\' && i + 1 < to && escapable.indexOf(bytes[i + 1]) >= 0) {
                i++;
            }
            plain[length++] = bytes[i];
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    /** The text with backslashes where line protocol needs them. */
    static void escape(String text, String escapable, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escapable.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
    }

    /** What stands at a position, to be shown to a person. */
    static String excerpt(byte[] bytes, int from, int end) {
        int to = from;
        while (to < end && bytes[to] != '\n' && to - from < SyntaxFault.FOUND_LENGTH) {
            to++;
        }
        StringBuilder shown = new StringBuilder();
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length() && shown.length() < SyntaxFault.FOUND_LENGTH; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7F) {
                shown.append(String.format("\\x%02x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return to == from && from < end ? "end of the line" : shown.toString();
    }
}
