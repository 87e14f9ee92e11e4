package io.caretaker.ingest.lorawan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The 64-bit address of a LoRaWAN device. */
public final class DevEui {
    public static final String EXPECTED = "16 hex digits, as 24e124136b320000";
    private static final String SCHEME = "lorawan:";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    private DevEui() {}

    /** In lower case; separators that people write are taken. */
    public static Optional<String> parse(String text) {
        String bare = text.replace(":", "").replace("-", "").toLowerCase(Locale.ROOT);
        return Optional.of(bare).filter(eui -> FORM.matcher(eui).matches());
    }

    /** As a device's {@code addresses} have it. */
    public static String address(String devEui) {
        return SCHEME + devEui;
    }
}
