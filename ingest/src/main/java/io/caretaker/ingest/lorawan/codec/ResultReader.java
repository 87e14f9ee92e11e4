package io.caretaker.ingest.lorawan.codec;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Value;

/**
 * Copies what a script returned into plain Java values, as JSON would: functions and undefined fields are left out, what is
 * no finite number is null, dates are texts. Bounded in depth, values and characters, so a cycle or a sparse array of a
 * billion elements ends it. Getters and proxies run guest code while it reads: only to be used under a {@link Watchdog}.
 */
final class ResultReader {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The result is larger or deeper than a result may be. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message, null, false, false);
        }
    }

    private int values;
    private int characters;

    /** Null for what JSON has no word for. */
    Object read(Value value) throws TooLarge {
        return read(value, 0);
    }

    private Object read(Value value, int depth) throws TooLarge {
        count(0);
        if (value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isNumber()) {
            return number(value);
        }
        if (value.isString()) {
            return text(value.asString());
        }
        if (value.isInstant()) {
            return ISO.format(value.asInstant());
        }
        if (depth >= SandboxLimits.DEPTH) {
            throw new TooLarge("it is nested deeper than " + SandboxLimits.DEPTH + " levels");
        }
        if (value.hasArrayElements()) {
            return list(value, depth);
        }
        return value.hasMembers() ? map(value, depth) : null;
    }

    private static Object number(Value value) {
        if (value.fitsInInt()) {
            return value.asInt();
        }
        if (value.fitsInDouble()) {
            double number = value.asDouble();
            return Double.isFinite(number) ? (Object) number : null;
        }
        return value.fitsInLong() ? (Object) value.asLong() : value.toString();
    }

    private List<Object> list(Value value, int depth) throws TooLarge {
        long size = value.getArraySize();
        if (size > SandboxLimits.VALUES) {
            throw tooManyValues();
        }
        List<Object> list = new ArrayList<>((int) size);
        for (long i = 0; i < size; i++) {
            list.add(read(value.getArrayElement(i), depth + 1));
        }
        return list;
    }

    private Map<String, Object> map(Value value, int depth) throws TooLarge {
        Set<String> keys = value.getMemberKeys();
        if (keys.size() > SandboxLimits.VALUES) {
            throw tooManyValues();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key : keys) {
            Value member = value.getMember(key);
            if (member == null || member.canExecute() || isUndefined(member)) {
                continue;
            }
            map.put(text(key), read(member, depth + 1));
        }
        return map;
    }

    private static boolean isUndefined(Value value) {
        return value.isNull() && value.toString().equals("undefined");
    }

    private String text(String text) throws TooLarge {
        count(text.length());
        return text;
    }

    private void count(int length) throws TooLarge {
        characters += length;
        if (++values > 2 * SandboxLimits.VALUES) {
            throw tooManyValues();
        }
        if (characters > SandboxLimits.CHARACTERS) {
            throw new TooLarge("its texts have more than " + SandboxLimits.CHARACTERS + " characters");
        }
    }

    private static TooLarge tooManyValues() {
        return new TooLarge("it holds more than " + SandboxLimits.VALUES + " values");
    }
}
