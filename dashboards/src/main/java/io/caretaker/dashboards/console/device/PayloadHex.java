package io.caretaker.dashboards.console.device;

import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.model.InvalidValue;
import java.util.HexFormat;
import java.util.Locale;

/** Payloads as people type and read them: hex digits in pairs, blanks and {@code 0x} between them as they like. Pure. */
final class PayloadHex {
    private static final String EXPECTED =
            "1 to " + CodecUplink.MAX_BYTES + " bytes as pairs of hex digits, as 01 75 5a";

    private PayloadHex() {}

    /** @throws InvalidValue when it is none */
    static byte[] parse(String text) {
        String digits = text.toLowerCase(Locale.ROOT).replaceAll("0x", "").replaceAll("[\\s,;:\\[\\]-]", "");
        boolean pairs = digits.length() % 2 == 0 && digits.matches("[0-9a-f]+");
        if (!pairs || digits.length() / 2 > CodecUplink.MAX_BYTES) {
            throw new InvalidValue("payload", text, EXPECTED);
        }
        return HexFormat.of().parseHex(digits);
    }

    static String format(byte[] payload) {
        return HexFormat.ofDelimiter(" ").formatHex(payload);
    }
}
