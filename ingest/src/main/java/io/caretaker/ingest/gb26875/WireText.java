package io.caretaker.ingest.gb26875;

import java.nio.charset.Charset;

/** GB 18030 text: names of places in Chinese, filled up with zeros. What is no GB 18030 becomes the replacement character. */
final class WireText {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private WireText() {}

    static String decode(byte[] bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, GB18030).strip();
    }

    /** As many whole characters as fit. */
    static byte[] encode(String text, int most) {
        int cut = text.length();
        byte[] encoded = text.getBytes(GB18030);
        while (encoded.length > most) {
            cut = text.offsetByCodePoints(cut, -1);
            encoded = text.substring(0, cut).getBytes(GB18030);
        }
        return encoded;
    }
}
