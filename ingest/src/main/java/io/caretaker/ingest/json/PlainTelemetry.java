package io.caretaker.ingest.json;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.Rfc3339;
import io.caretaker.ingest.text.TextCache;
import java.util.ArrayList;
import java.util.List;

/**
 * The short way through a payload as nearly all devices send it: one object with {@code readings}, ASCII texts without
 * escapes, plain decimal numbers of at most 15 digits, every field at most once. Whatever is not exactly that, faults
 * included, is left to {@link TelemetryReader}, which alone decides what is refused; what is read here, it would read alike.
 * A general parser spends most of a 200-byte payload's time on setting itself up. For one payload, one thread.
 */
final class PlainTelemetry {
    private static final int LONGEST_TEXT = 64;
    /** So many digits fit a double's 53 bits, and their quotient by a power of ten is rounded once: correctly. */
    private static final int MOST_DIGITS = 15;

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    private static final byte[] DEVICE = {'d', 'e', 'v', 'i', 'c', 'e'};
    private static final byte[] READINGS = {'r', 'e', 'a', 'd', 'i', 'n', 'g', 's'};
    private static final byte[] METRIC = {'m', 'e', 't', 'r', 'i', 'c'};
    private static final byte[] VALUE = {'v', 'a', 'l', 'u', 'e'};
    private static final byte[] UNIT = {'u', 'n', 'i', 't'};
    private static final byte[] TIME = {'t', 'i', 'm', 'e'};

    private final byte[] bytes;
    private final int end;
    private final int maxReadings;
    private final TextCache texts;
    private final List<RawReading> readings = new ArrayList<>(4);
    private int at;
    private int textFrom;
    private int textTo;
    private double number;

    PlainTelemetry(byte[] bytes, int offset, int length, int maxReadings, TextCache texts) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
        this.maxReadings = maxReadings;
        this.texts = texts;
    }

    /** The readings, or null when the payload is none of the plain ones. */
    Decoded.Readings read() {
        if (!next('{') || !text()) {
            return null;
        }
        String device = "";
        if (isText(DEVICE)) {
            if (!next(':') || !text()) {
                return null;
            }
            device = texts.of(bytes, textFrom, textTo);
            if (!next(',') || !text()) {
                return null;
            }
        }
        if (!isText(READINGS) || !next(':') || !next('[')) {
            return null;
        }
        do {
            if (readings.size() == maxReadings || !reading(device)) {
                return null;
            }
        } while (next(','));
        boolean whole = next(']') && next('}');
        skipSpaces();
        return whole && at == end ? new Decoded.Readings(readings, List.of()) : null;
    }

    private boolean reading(String device) {
        if (!next('{')) {
            return false;
        }
        String metric = null;
        String unit = null;
        boolean hasValue = false;
        long time = RawReading.ARRIVAL;
        do {
            if (!text()) {
                return false;
            }
            if (metric == null && isText(METRIC)) {
                if (!next(':') || !text()) {
                    return false;
                }
                metric = texts.of(bytes, textFrom, textTo);
            } else if (!hasValue && isText(VALUE)) {
                if (!next(':') || !number()) {
                    return false;
                }
                hasValue = true;
            } else if (unit == null && isText(UNIT)) {
                if (!next(':') || !text()) {
                    return false;
                }
                unit = texts.of(bytes, textFrom, textTo);
            } else if (time == RawReading.ARRIVAL && isText(TIME)) {
                if (!next(':') || !text()) {
                    return false;
                }
                time = Rfc3339.micros(new Ascii(bytes, textFrom, textTo));
                if (time == Rfc3339.INVALID) {
                    return false;
                }
            } else {
                return false;
            }
        } while (next(','));
        if (!next('}') || metric == null || !hasValue) {
            return false;
        }
        readings.add(new RawReading(readings.size(), device, metric, number, unit == null ? "" : unit, time));
        return true;
    }

    private void skipSpaces() {
        while (at < end && bytes[at] == ' ') {
            at++;
        }
    }

    /** Takes the sign when it is next. */
    private boolean next(char sign) {
        skipSpaces();
        if (at < end && bytes[at] == sign) {
            at++;
            return true;
        }
        return false;
    }

    private boolean text() {
        if (!next('"')) {
            return false;
        }
        textFrom = at;
        while (at < end && bytes[at] != '"') {
            if (bytes[at] < ' ' || bytes[at] == '\\') { // a byte above 0x7f is negative
                return false;
            }
            at++;
        }
        textTo = at++;
        return at <= end && textTo - textFrom <= LONGEST_TEXT;
    }

    private boolean isText(byte[] word) {
        if (textTo - textFrom != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[textFrom + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        boolean negative = next('-');
        if (!negative) {
            skipSpaces();
        }
        int first = at;
        long digits = digits(0);
        int whole = at - first;
        if (whole == 0 || whole > 1 && bytes[first] == '0' || whole > MOST_DIGITS) {
            return false;
        }
        int decimals = 0;
        if (at < end && bytes[at] == '.') {
            int point = ++at;
            digits = digits(digits);
            decimals = at - point;
            if (decimals == 0) {
                return false;
            }
        }
        boolean plain = at < end && (bytes[at] == ',' || bytes[at] == '}' || bytes[at] == ' ');
        if (!plain || whole + decimals > MOST_DIGITS || negative && digits == 0) {
            return false;
        }
        double magnitude = digits / POWERS_OF_TEN[decimals];
        number = negative ? -magnitude : magnitude;
        return true;
    }

    /** The digits from here on, appended. May overflow; then there are too many. */
    private long digits(long before) {
        long value = before;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + (bytes[at++] - '0');
        }
        return value;
    }

    /** Bytes below 0x80 as text, without a copy. */
    private record Ascii(byte[] bytes, int from, int to) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            return (char) bytes[from + index];
        }

        @Override
        public CharSequence subSequence(int start, int stop) {
            return new Ascii(bytes, from + start, from + stop);
        }
    }
}
