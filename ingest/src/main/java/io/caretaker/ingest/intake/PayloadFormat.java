package io.caretaker.ingest.intake;

import java.util.Locale;
import java.util.Optional;

/** What a telemetry payload is written in. */
public enum PayloadFormat {
    JSON,
    SENML_JSON,
    SENML_CBOR,
    /** A protocol's own: the adapter hands over what it decoded. */
    NATIVE;

    /** The format of a media type, empty when it is none of ours. Parameters such as a charset are ignored. */
    public static Optional<PayloadFormat> ofMediaType(String mediaType) {
        int end = mediaType.indexOf(';');
        String bare =
                (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return switch (bare) {
            case "application/json" -> Optional.of(JSON);
            case "application/senml+json" -> Optional.of(SENML_JSON);
            case "application/senml+cbor" -> Optional.of(SENML_CBOR);
            default -> Optional.empty();
        };
    }

    /**
     * Tells the format by its beginning, for MQTT topics that carry all three: a CBOR array, or a JSON array whose first
     * record begins with a label of SenML; anything else counts as JSON.
     */
    public static PayloadFormat sniff(byte[] payload, int offset, int length) {
        int end = offset + length;
        if (length > 0 && (payload[offset] & 0xe0) == 0x80) {
            return SENML_CBOR;
        }
        int at = next(payload, offset, end, '[');
        at = at < 0 ? -1 : next(payload, at, end, '{');
        at = at < 0 ? -1 : next(payload, at, end, '"');
        if (at < 0) {
            return JSON;
        }
        int close = at;
        while (close < end && close - at <= 4 && payload[close] != '"') {
            close++;
        }
        return switch (close - at) {
            case 1 -> isOneOf(payload[at], "nuvst") ? SENML_JSON : JSON;
            case 2 ->
                payload[at] == 'b' && isOneOf(payload[at + 1], "ntuvs")
                                || payload[at] == 'v' && isOneOf(payload[at + 1], "sbd")
                                || payload[at] == 'u' && payload[at + 1] == 't'
                        ? SENML_JSON
                        : JSON;
            case 4 -> payload[at] == 'b' && payload[at + 1] == 'v' && payload[at + 2] == 'e' ? SENML_JSON : JSON;
            default -> JSON;
        };
    }

    /** Position after the wanted character when only white space stands before it, else -1. */
    private static int next(byte[] payload, int from, int end, char wanted) {
        for (int at = from; at < end; at++) {
            byte b = payload[at];
            if (b == wanted) {
                return at + 1;
            }
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isOneOf(byte b, String characters) {
        return characters.indexOf(b) >= 0;
    }
}
