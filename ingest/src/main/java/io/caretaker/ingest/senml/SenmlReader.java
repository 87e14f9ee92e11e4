package io.caretaker.ingest.senml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One pass over one pack, resolving base fields as it goes (RFC 8428 § 4.6). Not safe for several threads. */
final class SenmlReader {
    /** Times below this many seconds are relative to now (RFC 8428 § 4.5.3). */
    private static final double RELATIVE_BELOW = 268_435_456;

    /** The highest version of SenML this understands (RFC 8428 § 4.4). */
    private static final int VERSION = 10;

    private static final String NAME = "a SenML name beginning with a letter or digit, of A-Z a-z 0-9 - : . / _";
    private static final String NUMBER = "a number (v) or a boolean (vb)";

    private final JsonParser parser;
    private final CodecLimits limits;
    private final long nowMicros;
    private final List<RawReading> readings = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>(0);

    private String baseName = "";
    private double baseTime;
    private String baseUnit = "";
    private double baseValue;
    private int index;

    SenmlReader(JsonParser parser, CodecLimits limits, long nowMicros) {
        this.parser = parser;
        this.limits = limits;
        this.nowMicros = nowMicros;
    }

    Decoded read() throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return SenmlCodec.malformed("payload", offset());
        }
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            if (token != JsonToken.START_OBJECT) {
                return SenmlCodec.malformed("[" + index + "]", offset());
            }
            if (index >= limits.maxReadings()) {
                return limits.tooMany(offset());
            }
            Decoded.Refused refused = new SenmlRecord().read();
            if (refused != null) {
                return refused;
            }
            index++;
        }
        return parser.nextToken() == null
                ? new Decoded.Readings(readings, rejected)
                : SenmlCodec.malformed("payload", offset());
    }

    private long offset() {
        return parser.currentTokenLocation().getByteOffset();
    }

    private final class SenmlRecord {
        private String name = "";
        private String unit = "";
        private double time;
        private double value = Double.NaN;
        private boolean hasNumber;
        private String otherValue = "";

        Decoded.Refused read() throws IOException {
            JsonToken token;
            while ((token = parser.nextToken()) != JsonToken.END_OBJECT) {
                if (token != JsonToken.FIELD_NAME) {
                    return SenmlCodec.malformed("[" + index + "]", offset());
                }
                String key = parser.currentName();
                Label label = Label.of(key);
                Decoded.Refused refused = label == null ? extension(key) : field(label);
                if (refused != null) {
                    return refused;
                }
            }
            resolve();
            return null;
        }

        private Decoded.Refused extension(String key) throws IOException {
            if (key.endsWith("_")) {
                return new Decoded.Refused(
                        RejectReason.MALFORMED,
                        key,
                        offset(),
                        "only labels that need not be understood (RFC 8428 § 4.4)");
            }
            parser.nextToken();
            parser.skipChildren();
            return null;
        }

        private Decoded.Refused field(Label label) throws IOException {
            JsonToken token = parser.nextToken();
            boolean fits =
                    switch (label) {
                        case BASE_NAME, BASE_UNIT, NAME, UNIT, STRING_VALUE, DATA_VALUE ->
                            token.isScalarValue() && !token.isNumeric() && !token.isBoolean();
                        case BOOLEAN_VALUE -> token.isBoolean();
                        default -> token.isNumeric();
                    };
            if (!fits) {
                return SenmlCodec.malformed("[" + index + "]." + label.json(), offset());
            }
            switch (label) {
                case BASE_NAME -> baseName = parser.getText();
                case BASE_UNIT -> baseUnit = parser.getText();
                case BASE_TIME -> baseTime = parser.getDoubleValue();
                case BASE_VALUE -> baseValue = parser.getDoubleValue();
                case BASE_VERSION -> {
                    if (parser.getDoubleValue() > VERSION) {
                        return new Decoded.Refused(
                                RejectReason.MALFORMED, "bver", offset(), "a SenML version of at most " + VERSION);
                    }
                }
                case NAME -> name = parser.getText();
                case UNIT -> unit = parser.getText();
                case TIME -> time = parser.getDoubleValue();
                case VALUE -> number(parser.getDoubleValue(), true);
                case BOOLEAN_VALUE -> number(token == JsonToken.VALUE_TRUE ? 1 : 0, false);
                case STRING_VALUE, DATA_VALUE, SUM -> otherValue = label.json();
                case UPDATE_TIME, BASE_SUM -> {
                    // Neither says anything about a single value.
                }
            }
            return null;
        }

        private void number(double number, boolean based) {
            hasNumber = true;
            value = based ? number + baseValue : number;
        }

        private void resolve() {
            if (!hasNumber && otherValue.isEmpty()) {
                if (!name.isEmpty()) {
                    reject(RejectReason.VALUE, "v", "", NUMBER);
                }
                return; // a record of base fields only
            }
            String full = baseName + name;
            int cut = Math.max(full.lastIndexOf('/'), full.lastIndexOf(':'));
            String metric = full.substring(cut + 1);
            if (!validName(full) || metric.isEmpty()) {
                reject(RejectReason.UNKNOWN_METRIC, "n", full, NAME);
            } else if (!hasNumber) {
                reject(RejectReason.VALUE, otherValue, otherValue, NUMBER);
            } else {
                resolved(full, cut, metric);
            }
        }

        private void resolved(String full, int cut, String metric) {
            double seconds = baseTime + time;
            // Microseconds of ±200,000 years: what is beyond cannot be a time and would overflow.
            if (!(Math.abs(seconds) < 6.3e12)) {
                reject(RejectReason.TIME, "t", String.valueOf(seconds), "seconds since 1970, or relative to now");
                return;
            }
            long micros = Math.round(seconds * 1e6);
            long resolvedTime =
                    seconds == 0 ? RawReading.ARRIVAL : seconds < RELATIVE_BELOW ? nowMicros + micros : micros;
            String resolvedUnit = unit.isEmpty() ? baseUnit : unit;
            readings.add(new RawReading(index, device(full, cut), metric, value, resolvedUnit, resolvedTime));
        }

        private String device(String full, int cut) {
            if (cut < 0) {
                return "";
            }
            String before = full.substring(0, cut);
            return before.substring(Math.max(before.lastIndexOf('/'), before.lastIndexOf(':')) + 1);
        }

        private void reject(RejectReason reason, String field, String got, String expected) {
            rejected.add(new Rejection(index, reason, field, got, expected));
        }
    }

    /** RFC 8428 § 4.5.1. */
    private static boolean validName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!alphanumeric && (i == 0 || "-:./_".indexOf(c) < 0)) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
