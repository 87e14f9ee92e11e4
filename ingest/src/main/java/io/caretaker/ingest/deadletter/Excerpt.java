package io.caretaker.ingest.deadletter;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The beginning of a payload as a person can read it. */
public final class Excerpt {
    /** Bytes of a payload that are kept. */
    public static final int BYTES = 1024;

    private Excerpt() {}

    /** The first {@value #BYTES} bytes: as they are when they are UTF-8 text, else in hex after {@code hex:}. */
    public static String of(byte[] payload, int offset, int length) {
        int kept = Math.min(length, BYTES);
        ByteBuffer bytes = ByteBuffer.wrap(payload, offset, kept);
        CharBuffer text = CharBuffer.allocate(kept);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        // A character that the cut divides is not an error: with endOfInput false it is left over.
        boolean fits = !decoder.decode(bytes, text, kept == length).isError();
        text.flip();
        if (fits && text.chars().noneMatch(Excerpt::unprintable)) {
            return text.toString();
        }
        return "hex:" + HexFormat.of().formatHex(payload, offset, offset + kept / 2);
    }

    private static boolean unprintable(int c) {
        return c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7f;
    }
}
