package io.caretaker.ingest.lineprotocol;

import java.nio.charset.StandardCharsets;

/** Decimal numbers that the fast way of the parser does not take: many digits, exponents, limits. Pure. */
final class Decimals {
    /** Up to here a double holds every power of ten and every integer exactly, so one division rounds correctly. */
    static final long EXACT = 1L << 53;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Decimals() {}

    /** {@code mantissa / 10^scale}. @param mantissa 0 to {@link #EXACT}, @param scale 0 to 22 */
    static double scaled(long mantissa, int scale) {
        return scale == 0 ? mantissa : mantissa / POWERS[scale];
    }

    /** NaN where it is no decimal number or none that a double can hold. */
    static double parse(byte[] bytes, int from, int to) {
        if (!isDecimal(bytes, from, to)) {
            return Double.NaN;
        }
        double value = Double.parseDouble(ascii(bytes, from, to));
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /** {@code -?(digits[.digits]|.digits)([eE][+-]?digits)?}; digits after the point may be missing. */
    private static boolean isDecimal(byte[] bytes, int from, int to) {
        int at = from < to && bytes[from] == '-' ? from + 1 : from;
        int whole = digits(bytes, at, to);
        int digits = whole - at;
        at = whole;
        if (at < to && bytes[at] == '.') {
            int fraction = digits(bytes, at + 1, to);
            digits += fraction - at - 1;
            at = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            int exponent = digits(bytes, at, to);
            if (exponent == at) {
                return false;
            }
            at = exponent;
        }
        return at == to;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** @throws NumberFormatException when it is no number of 64 bits */
    static long signed(byte[] bytes, int from, int to) {
        return Long.parseLong(ascii(bytes, from, to));
    }

    /** @throws NumberFormatException when it is no unsigned number of 64 bits */
    static long unsigned(byte[] bytes, int from, int to) {
        return Long.parseUnsignedLong(ascii(bytes, from, to));
    }

    private static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
