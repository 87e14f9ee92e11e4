package io.caretaker.service.api;

import io.caretaker.model.InvalidValue;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Payloads as people copy them: hex as data sheets print it, or base64 as network servers do. */
final class PayloadText {
    static final String EXPECTED = "bytes as hex (0367f600) or base64 (A2f2AA==)";

    private static final Pattern SEPARATORS = Pattern.compile("[\\s:-]|0x");
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})*");

    private PayloadText() {}

    /** What is hex counts as hex, even where it might be base64 too. */
    static byte[] bytes(String text) {
        String bare = SEPARATORS.matcher(text).replaceAll("");
        if (HEX.matcher(bare).matches()) {
            return HexFormat.of().parseHex(bare);
        }
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidValue("bytes", text, EXPECTED);
        }
    }
}
