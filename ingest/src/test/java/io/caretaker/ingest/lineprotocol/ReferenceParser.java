package io.caretaker.ingest.lineprotocol;

import io.caretaker.ingest.lineprotocol.Points.Field;
import io.caretaker.ingest.lineprotocol.Points.Point;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar again, slowly and in another way: regular expressions over bytes taken as Latin-1. An entry that does not match
 * is skipped by its first line.
 */
final class ReferenceParser {
    private static final String MEASUREMENT = "(?>\\\\[, ]|[^\\x00-\\x20\\x7f,])++";
    private static final String KEY = "(?>\\\\[,= ]|[^\\x00-\\x20\\x7f,=])++";
    private static final String TAG_VALUE = "(?>\\\\[,= ]|[^ ,=\\r\\n])++";
    private static final String STRING = "\"(?>\\\\[\"\\\\]|[^\"])*+\"";
    private static final String VALUE = "(?>" + STRING + "|[-.0-9tTfF][^, \\r\\n]*+)";
    private static final String EOL = "(?>\\n|\\r\\n|\\r?\\z)";
    private static final Pattern NOTHING =
            Pattern.compile(" *+(?>#[^\\x00-\\x1f\\x7f]*+)?(?>\\n|\\r\\n|\\r?\\z)", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile(
            " *+((?!#)" + MEASUREMENT + "(?>," + KEY + "=" + TAG_VALUE + ")*+) ++(" + KEY + "=" + VALUE + "(?>," + KEY
                    + "=" + VALUE + ")*+)(?> ++(-?[0-9]++))?+ *+" + EOL,
            Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile(",(" + KEY + ")=(" + TAG_VALUE + ")", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile(",?(" + KEY + ")=(" + VALUE + ")", Pattern.DOTALL);
    private static final Pattern DECIMAL = Pattern.compile("-?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");
    private static final BigInteger LONG = BigInteger.ONE.shiftLeft(63);

    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;
    }

    private ReferenceParser() {}

    record Result(List<Point> points, int wrongLines) {}

    static Result parse(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        List<Point> points = new ArrayList<>();
        int wrong = 0;
        int at = 0;
        while (at < text.length()) {
            Matcher nothing = NOTHING.matcher(text).region(at, text.length());
            if (nothing.lookingAt()) {
                at = nothing.end();
                continue;
            }
            Matcher line = LINE.matcher(text).region(at, text.length());
            try {
                if (!line.lookingAt()) {
                    throw new Wrong();
                }
                points.add(point(line));
                at = line.end();
            } catch (Wrong e) {
                wrong++;
                int next = text.indexOf('\n', at);
                at = next < 0 ? text.length() : next + 1;
            }
        }
        return new Result(points, wrong);
    }

    private static Point point(Matcher line) throws Wrong {
        String series = line.group(1);
        Matcher measurement = Pattern.compile(MEASUREMENT, Pattern.DOTALL).matcher(series);
        measurement.lookingAt();
        List<SeriesKey.Tag> tags = new ArrayList<>();
        Matcher tag = TAG.matcher(series);
        int at = measurement.end();
        while (tag.find(at) && tag.start() == at) {
            tags.add(new SeriesKey.Tag(plain(tag.group(1), ",= "), plain(tag.group(2), ",= ")));
            at = tag.end();
        }
        tags.sort(Comparator.comparing(SeriesKey.Tag::name));
        if (tags.stream().map(SeriesKey.Tag::name).distinct().count() < tags.size()) {
            throw new Wrong();
        }
        List<Field> fields = new ArrayList<>();
        Matcher field = FIELD.matcher(line.group(2));
        at = 0;
        while (field.find(at) && field.start() == at) {
            fields.add(new Field(plain(field.group(1), ",= "), value(field.group(2))));
            at = field.end();
            if (at == line.group(2).length()) {
                break;
            }
        }
        return new Point(plain(measurement.group(), ", "), tags, fields, time(line.group(3)));
    }

    private static long time(String digits) throws Wrong {
        return digits == null ? 0 : integer(digits, LONG.negate(), LONG.subtract(BigInteger.ONE));
    }

    private static Object value(String token) throws Wrong {
        char last = token.charAt(token.length() - 1);
        if (token.startsWith("\"")) {
            return plain(token.substring(1, token.length() - 1), "\"\\");
        }
        if ("tTfF".indexOf(token.charAt(0)) >= 0) {
            if (List.of("t", "T", "true", "True", "TRUE").contains(token)) {
                return true;
            }
            if (List.of("f", "F", "false", "False", "FALSE").contains(token)) {
                return false;
            }
            throw new Wrong();
        }
        String digits = token.substring(0, token.length() - 1);
        if (last == 'i') {
            return integer(digits, LONG.negate(), LONG.subtract(BigInteger.ONE));
        }
        if (last == 'u') {
            if (digits.startsWith("-")) {
                throw new Wrong();
            }
            return new Points.Unsigned(
                    integer(digits, BigInteger.ZERO, LONG.shiftLeft(1).subtract(BigInteger.ONE)));
        }
        if (!DECIMAL.matcher(token).matches()) {
            throw new Wrong();
        }
        // The pattern has let through what is decimal; the rest is what a double can hold.
        double value = Double.parseDouble(token);
        if (Double.isInfinite(value)) {
            throw new Wrong();
        }
        return Field.plain(value);
    }

    private static long integer(String digits, BigInteger least, BigInteger most) throws Wrong {
        if (!digits.matches("-?[0-9]+")) {
            throw new Wrong();
        }
        BigInteger value = new BigInteger(digits);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new Wrong();
        }
        return value.longValue();
    }

    private static String plain(String latin1, String escapable) throws Wrong {
        String unescaped = latin1.replaceAll("(?s)\\\\([" + escapable.replace("\\", "\\\\") + "])", "$1");
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(unescaped.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Wrong();
        }
    }
}
