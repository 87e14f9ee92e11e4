package io.caretaker.ingest.codec;

/**
 * RFC 3339 times to epoch microseconds without garbage: {@code 2026-11-24T03:12:00.25Z}, {@code …+08:00}. A fraction has
 * 1 to 9 digits, of which six count. A leap second (60) counts as the next second.
 */
public final class Rfc3339 {
    /** Not a time. */
    public static final long INVALID = Long.MIN_VALUE;

    public static final String EXPECTED = "an RFC 3339 time such as 2026-11-24T03:12:00Z";

    private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] DAYS_IN = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Rfc3339() {}

    /** Microseconds since the epoch, or {@link #INVALID}. */
    public static long micros(CharSequence text) {
        int length = text.length();
        if (length < 20 || length > 35 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return INVALID;
        }
        char separator = text.charAt(10);
        if (separator != 'T' && separator != 't' && separator != ' '
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return INVALID;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (year < 0
                || !validDate(year, month, day)
                || !within(hour, 23)
                || !within(minute, 59)
                || !within(second, 60)) {
            return INVALID;
        }
        int at = 19;
        long fraction = 0;
        if (text.charAt(at) == '.') {
            int digits = 0;
            at++;
            while (at < length && isDigit(text.charAt(at))) {
                if (digits < 6) {
                    fraction = fraction * 10 + (text.charAt(at) - '0');
                }
                digits++;
                at++;
            }
            if (digits == 0 || digits > 9) {
                return INVALID;
            }
            for (int i = digits; i < 6; i++) {
                fraction *= 10;
            }
        }
        int offsetMinutes = offsetMinutes(text, at);
        if (offsetMinutes == Integer.MIN_VALUE) {
            return INVALID;
        }
        long minutes = (epochDay(year, month, day) * 24 + hour) * 60 + minute - offsetMinutes;
        return (minutes * 60 + second) * 1_000_000 + fraction;
    }

    private static int offsetMinutes(CharSequence text, int at) {
        int left = text.length() - at;
        if (left == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return 0;
        }
        if (left != 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + 4, 2);
        if (!within(hours, 23) || !within(minutes, 59)) {
            return Integer.MIN_VALUE;
        }
        return switch (text.charAt(at)) {
            case '+' -> hours * 60 + minutes;
            case '-' -> -(hours * 60 + minutes);
            default -> Integer.MIN_VALUE;
        };
    }

    private static boolean validDate(int year, int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= (month == 2 && leap(year) ? 29 : DAYS_IN[month - 1]);
    }

    private static long epochDay(int year, int month, int day) {
        long before = year - 1L;
        long days = before * 365 + before / 4 - before / 100 + before / 400 + DAYS_BEFORE[month - 1] + day - 1;
        if (year == 0) {
            days = -366 + DAYS_BEFORE[month - 1] + day - 1;
        }
        if (month > 2 && leap(year)) {
            days++;
        }
        return days - 719_162; // days from 0001-01-01 to 1970-01-01
    }

    private static boolean leap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static boolean within(int value, int max) {
        return value >= 0 && value <= max;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(CharSequence text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
