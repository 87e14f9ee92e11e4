package io.caretaker.ingest.registry.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The characters of a file, whatever program saved it: UTF-8 with or without a byte order mark, or GB 18030, which
 * spreadsheets on Chinese systems write. Pure.
 *
 * @param text without the mark; empty when there are faults
 * @param encoding by which it was read
 */
record FileText(String text, String encoding, List<ImportFault> faults) {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final char MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';
    private static final String EXPECTED = "text in UTF-8 or GB 18030";

    static FileText of(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] == -2 && bytes[1] == -1 || bytes[0] == -1 && bytes[1] == -2)) {
            return unreadable(List.of(ImportFault.of(1, "file", "UTF-16", EXPECTED)));
        }
        try {
            String text = strictly(bytes, StandardCharsets.UTF_8);
            return new FileText(text.startsWith("\uFEFF") ? text.substring(1) : text, "UTF-8", List.of());
        } catch (CharacterCodingException e) {
            return notUtf8(bytes);
        }
    }

    /**
     * Nearly every sequence of bytes is GB 18030 of something, so a UTF-8 file with one broken character must not be taken
     * for it: its other characters are good UTF-8. Two bytes of GB 18030 are a Latin or Cyrillic letter of UTF-8 now and
     * then, three are hardly ever a Chinese one, so only those count.
     */
    private static FileText notUtf8(byte[] bytes) {
        String lenient = new String(bytes, StandardCharsets.UTF_8);
        long broken = lenient.chars().filter(c -> c == REPLACEMENT).count();
        long good = lenient.chars()
                .filter(c -> c >= 0x800 && c != REPLACEMENT && c != MARK)
                .count();
        if (lenient.indexOf(MARK) == 0 || good > broken) {
            return unreadable(linesOf(lenient));
        }
        try {
            return new FileText(strictly(bytes, GB18030), "GB18030", List.of());
        } catch (CharacterCodingException e) {
            return unreadable(linesOf(lenient));
        }
    }

    private static List<ImportFault> linesOf(String lenient) {
        List<ImportFault> faults = new ArrayList<>();
        String[] lines = lenient.split("\r\n|\n|\r", -1);
        for (int i = 0; i < lines.length; i++) {
            int at = lines[i].indexOf(REPLACEMENT);
            if (at >= 0) {
                faults.add(ImportFault.of(
                        i + 1,
                        "file",
                        lines[i].substring(Math.max(0, at - 20), Math.min(lines[i].length(), at + 10)),
                        EXPECTED));
            }
        }
        return faults;
    }

    private static FileText unreadable(List<ImportFault> faults) {
        return new FileText("", "", faults);
    }

    private static String strictly(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
