package io.caretaker.ingest.lineprotocol;

import java.util.Arrays;

/**
 * Line protocol from bytes, line by line, without an object for a line: {@link #next()} moves to the next point, whose
 * parts are then asked for. Measurement and tags are left as bytes ({@link #seriesFrom()} to {@link #seriesTo()}); who has
 * not met these bytes before asks {@link #seriesKey()}. A line that is wrong is told and skipped; the ones after it are
 * read. What is taken and what not follows the reference implementation's corpus; only decimal numbers are numbers.
 *
 * <p>Never throws on input. For one thread; can be used again.
 */
public final class LineParser {
    public enum Step {
        POINT,
        /** A line that is none: see {@link #fault()}. */
        FAULT,
        END
    }

    public enum Kind {
        FLOAT,
        INTEGER,
        UNSIGNED,
        BOOLEAN,
        STRING
    }

    private static final Kind[] KINDS = Kind.values();
    /** Digits that always fit a long. */
    private static final int SAFE_DIGITS = 18;

    private final Precision precision;
    private byte[] in = new byte[0];
    private int start;
    private int at;
    private int end;
    private int line;
    private int lineOfEntry;
    private int entryFrom;
    private int seriesTo;
    private int fields;
    private int[] nameFrom = new int[16];
    private int[] nameTo = new int[16];
    private byte[] kind = new byte[16];
    private long[] bits = new long[16];
    private int[] textFrom = new int[16];
    private int[] textTo = new int[16];
    private boolean timed;
    private long nanos;
    private SyntaxFault fault;

    public LineParser(Precision precision) {
        this.precision = precision;
    }

    /** Begins with a body. The array must not change while it is read. */
    public LineParser reset(byte[] bytes, int offset, int length) {
        in = bytes;
        start = offset;
        at = offset;
        end = offset + length;
        line = 1;
        return this;
    }

    /** Moves to the next point or wrong line. */
    public Step next() {
        fault = null;
        fields = 0;
        timed = false;
        if (!toContent()) {
            return fault == null ? Step.END : recovered();
        }
        return series() && allFields() && time() ? Step.POINT : recovered();
    }

    // ---- what next() moved to

    /** The line the point begins in, 1-based. */
    public int line() {
        return lineOfEntry;
    }

    public int seriesFrom() {
        return entryFrom;
    }

    public int seriesTo() {
        return seriesTo;
    }

    /** Measurement and tags of the point; null when they are wrong after all, which {@link #fault()} then tells. */
    public SeriesKey seriesKey() {
        SeriesKey.Parsed parsed = SeriesKey.parse(in, entryFrom, seriesTo);
        if (parsed instanceof SeriesKey.Parsed.Key key) {
            return key.key();
        }
        SeriesKey.Parsed.Wrong wrong = (SeriesKey.Parsed.Wrong) parsed;
        wrong(wrong.at(), wrong.expected());
        recovered();
        return null;
    }

    /** 1 or more. */
    public int fields() {
        return fields;
    }

    public int nameFrom(int field) {
        return nameFrom[field];
    }

    public int nameTo(int field) {
        return nameTo[field];
    }

    public String name(int field) {
        return Text.unescaped(in, nameFrom[field], nameTo[field], Text.IN_KEY);
    }

    public Kind kind(int field) {
        return KINDS[kind[field]];
    }

    /** The value of a number as a double, of a boolean as 1 or 0; NaN of a string. */
    public double number(int field) {
        return switch (KINDS[kind[field]]) {
            case FLOAT -> Double.longBitsToDouble(bits[field]);
            case INTEGER, BOOLEAN -> bits[field];
            // The upper bits rounded to odd: one rounding in all.
            case UNSIGNED -> bits[field] >= 0 ? bits[field] : (bits[field] >>> 1 | bits[field] & 1) * 2.0;
            case STRING -> Double.NaN;
        };
    }

    /** The 64 bits of an integer or unsigned value. */
    public long integer(int field) {
        return bits[field];
    }

    /** The text of a string value. */
    public String text(int field) {
        return Text.unescaped(in, textFrom[field], textTo[field], Text.IN_STRING);
    }

    /** Whether the line has a timestamp of its own. */
    public boolean timed() {
        return timed;
    }

    /** Nanoseconds since the epoch, where {@link #timed()}. */
    public long nanos() {
        return nanos;
    }

    /** Why the line is none; null after a point. */
    public SyntaxFault fault() {
        return fault;
    }

    byte[] bytes() {
        return in;
    }

    // ---- the grammar, top down; false: a fault was told

    /** Skips empty lines and comments. False at the end, or with a fault in a comment. */
    private boolean toContent() {
        while (true) {
            spaces();
            entryFrom = at;
            lineOfEntry = line;
            if (at == end) {
                return false;
            }
            if (in[at] == '#') {
                while (at < end && !Text.isControl(in[at])) {
                    at++;
                }
                if (!endOfLine()) {
                    return wrong(at, "a comment without control characters");
                }
            } else if (!endOfLine()) {
                return true;
            }
        }
    }

    private void spaces() {
        while (at < end && in[at] == ' ') {
            at++;
        }
    }

    /** Takes the end of a line, or of everything, if it is here. */
    private boolean endOfLine() {
        if (at == end) {
            return true;
        }
        if (in[at] == '\n') {
            at++;
            line++;
            return true;
        }
        if (in[at] == '\r' && (at + 1 == end || in[at + 1] == '\n')) {
            at = Math.min(at + 2, end);
            line++;
            return true;
        }
        return false;
    }

    /** Up to a space that stands on its own; what it holds is looked at when these bytes are met first. */
    private boolean series() {
        byte[] bytes = in;
        int i = at;
        while (i < end) {
            byte b = bytes[i];
            if (b <= ' ' && (b == '\n' || b == '\r' || b == ' ' && bytes[i - 1] != '\\')) {
                break;
            }
            i++;
        }
        if (i == end || bytes[i] != ' ') {
            return wrong(i, i == entryFrom ? "the name of a measurement" : "a space and a field");
        }
        seriesTo = i;
        at = i;
        return true;
    }

    private boolean allFields() {
        spaces();
        while (true) {
            if (!fieldName() || !value()) {
                return false;
            }
            fields++;
            if (at == end || in[at] != ',') {
                return at == end || isSpace(in[at]) || wrong(at, "a comma, a space or the end of the line");
            }
            at++;
        }
    }

    private boolean fieldName() {
        int from = at;
        int i = from;
        int all = 0;
        while (i < end) {
            byte b = in[i];
            if (Text.isControl(b) || (b == '=' || b == ',' || b == ' ') && !(i > from && in[i - 1] == '\\')) {
                break;
            }
            all |= b;
            i++;
        }
        if (i == from) {
            return wrong(i, "the name of a field");
        }
        if (i == end || in[i] != '=') {
            return wrong(i, "= and a value");
        }
        if (all < 0 && !Text.isUtf8(in, from, i)) {
            return wrong(from, "text in UTF-8");
        }
        if (fields == nameFrom.length) {
            grow();
        }
        nameFrom[fields] = from;
        nameTo[fields] = i;
        at = i + 1;
        return true;
    }

    private void grow() {
        int more = fields * 2;
        nameFrom = Arrays.copyOf(nameFrom, more);
        nameTo = Arrays.copyOf(nameTo, more);
        kind = Arrays.copyOf(kind, more);
        bits = Arrays.copyOf(bits, more);
        textFrom = Arrays.copyOf(textFrom, more);
        textTo = Arrays.copyOf(textTo, more);
    }

    private boolean value() {
        if (at == end) {
            return wrong(at, "the value of the field");
        }
        return switch (in[at]) {
            case '"' -> string();
            case 't', 'T', 'f', 'F' -> bool();
            case '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> wrong(at, "a number, true, false or a string in double quotes");
        };
    }

    private boolean string() {
        int from = at + 1;
        int i = from;
        int all = 0;
        int newLines = 0;
        while (i < end && in[i] != '"') {
            if (in[i] == '\\' && i + 1 < end && (in[i + 1] == '"' || in[i + 1] == '\\')) {
                i++;
            } else if (in[i] == '\n') {
                newLines++;
            }
            all |= in[i];
            i++;
        }
        if (i == end) {
            return wrong(at, "a double quote at the end of the string");
        }
        if (all < 0 && !Text.isUtf8(in, from, i)) {
            return wrong(from, "text in UTF-8");
        }
        line += newLines;
        textFrom[fields] = from;
        textTo[fields] = i;
        set(Kind.STRING, 0);
        at = i + 1;
        return true;
    }

    private boolean bool() {
        int to = valueEnd(at);
        boolean yes = in[at] == 't' || in[at] == 'T';
        if (to - at > 1 && !word(to, yes ? "true" : "false")) {
            return wrong(at, "true or false");
        }
        set(Kind.BOOLEAN, yes ? 1 : 0);
        at = to;
        return true;
    }

    /** All lower, all upper, or lower after the first. */
    private boolean word(int to, String word) {
        if (to - at != word.length()) {
            return false;
        }
        boolean upper = in[at] < 'a';
        boolean restUpper = upper && in[at + 1] < 'a';
        for (int i = 0; i < word.length(); i++) {
            boolean wanted = i == 0 ? upper : restUpper;
            if (in[at + i] != (wanted ? word.charAt(i) - 32 : word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        byte[] bytes = in;
        int i = bytes[at] == '-' ? at + 1 : at;
        int from = i;
        long mantissa = 0;
        int point = -1;
        while (i < end) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
            } else if (bytes[i] == '.' && point < 0) {
                point = i;
            } else {
                break;
            }
            i++;
        }
        int digits = i - from - (point < 0 ? 0 : 1);
        if (digits == 0 || digits > SAFE_DIGITS) {
            return longNumber();
        }
        boolean negative = from > at;
        if ((i == end || isEndOfValue(bytes[i])) && mantissa <= Decimals.EXACT) {
            double value = Decimals.scaled(mantissa, point < 0 ? 0 : i - point - 1);
            set(Kind.FLOAT, Double.doubleToRawLongBits(negative ? -value : value));
            at = i;
            return true;
        }
        if (i < end && bytes[i] == 'i' && point < 0 && (i + 1 == end || isEndOfValue(bytes[i + 1]))) {
            set(Kind.INTEGER, negative ? -mantissa : mantissa);
            at = i + 1;
            return true;
        }
        return longNumber();
    }

    private boolean longNumber() {
        int to = valueEnd(at);
        byte last = in[to - 1];
        if (last == 'i' || last == 'u') {
            try {
                if (last == 'u' && in[at] == '-') {
                    return wrong(at, "an unsigned whole number of 64 bits");
                }
                set(
                        last == 'i' ? Kind.INTEGER : Kind.UNSIGNED,
                        last == 'i' ? Decimals.signed(in, at, to - 1) : Decimals.unsigned(in, at, to - 1));
            } catch (NumberFormatException e) {
                return wrong(at, "a whole number of 64 bits");
            }
        } else {
            double value = Decimals.parse(in, at, to);
            if (Double.isNaN(value)) {
                return wrong(at, "a decimal number");
            }
            set(Kind.FLOAT, Double.doubleToRawLongBits(value));
        }
        at = to;
        return true;
    }

    private void set(Kind of, long value) {
        kind[fields] = (byte) of.ordinal();
        bits[fields] = value;
    }

    private int valueEnd(int from) {
        int i = from;
        while (i < end && !isEndOfValue(in[i])) {
            i++;
        }
        return i;
    }

    private static boolean isEndOfValue(byte b) {
        return b == ',' || isSpace(b);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r';
    }

    private boolean time() {
        spaces();
        if (endOfLine()) {
            return true;
        }
        byte[] bytes = in;
        int from = at;
        int i = bytes[from] == '-' ? from + 1 : from;
        int digits = i;
        long value = 0;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            value = value * 10 + (bytes[i] - '0');
            i++;
        }
        if (i == digits || i < end && !isSpace(bytes[i])) {
            return wrong(from, "a timestamp of digits");
        }
        try {
            value = i - digits <= SAFE_DIGITS
                    ? (digits > from ? -value : value)
                    // 19 digits are nanoseconds of today: below 10^19 an overflow shows as a negative.
                    : i - digits == SAFE_DIGITS + 1 && value >= 0 && digits == from
                            ? value
                            : Decimals.signed(bytes, from, i);
            nanos = Math.multiplyExact(value, precision.nanos());
        } catch (ArithmeticException | NumberFormatException e) {
            return wrong(from, "a timestamp that 64 bits of nanoseconds can hold");
        }
        timed = true;
        at = i;
        spaces();
        return endOfLine() || wrong(at, "the end of the line");
    }

    // ---- faults

    private boolean wrong(int position, String expected) {
        int before = 0;
        int lineStart = entryFrom;
        for (int i = entryFrom; i < position; i++) {
            if (in[i] == '\n') {
                before++;
                lineStart = i + 1;
            }
        }
        while (before == 0 && lineStart > start && in[lineStart - 1] == ' ') {
            lineStart--; // the entry is indented
        }
        fault = new SyntaxFault(
                lineOfEntry + before, position - lineStart + 1, Text.excerpt(in, position, end), expected);
        return false;
    }

    /**
     * Goes behind the line that the wrong entry begins in, even where a string went on over more: one missing quote must not
     * take the lines after it along. A string is looked through up to the next quote only, so this stays linear.
     */
    private Step recovered() {
        at = entryFrom;
        while (at < end && in[at] != '\n') {
            at++;
        }
        at = Math.min(at + 1, end);
        line = lineOfEntry + 1;
        return Step.FAULT;
    }
}
