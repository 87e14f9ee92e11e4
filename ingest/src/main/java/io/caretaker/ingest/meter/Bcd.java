package io.caretaker.ingest.meter;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Decimal digits, two a byte, least significant byte first. Pure. */
public final class Bcd {
    private Bcd() {}

    /** The number, empty where a digit is none: meters fill what they do not measure with FF. */
    public static OptionalLong number(byte[] bytes, int at, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            int high = bytes[at + i] >> 4 & 0xf;
            int low = bytes[at + i] & 0xf;
            if (high > 9 || low > 9) {
                return OptionalLong.empty();
            }
            value = value * 100 + high * 10 + low;
        }
        return OptionalLong.of(value);
    }

    /** The number with so many decimals, rounded as the decimal number it is. */
    public static OptionalDouble decimal(byte[] bytes, int at, int length, int decimals) {
        OptionalLong number = number(bytes, at, length);
        return number.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(number.getAsLong() / Math.pow(10, decimals));
    }

    /** Address bytes as they are printed: most significant first. */
    public static String digits(byte[] bytes, int at, int length) {
        StringBuilder digits = new StringBuilder(length * 2);
        for (int i = length - 1; i >= 0; i--) {
            digits.append(Character.forDigit(bytes[at + i] >> 4 & 0xf, 16))
                    .append(Character.forDigit(bytes[at + i] & 0xf, 16));
        }
        return digits.toString();
    }

    /** The other way; the text has an even number of hexadecimal digits. */
    public static byte[] bytes(String digits) {
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int at = digits.length() - 2 * i - 2;
            bytes[i] = (byte) Integer.parseInt(digits, at, at + 2, 16);
        }
        return bytes;
    }

    /** Sum of the bytes modulo 256, as all these protocols check their frames. */
    public static int sum(byte[] bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += bytes[i];
        }
        return sum & 0xff;
    }
}
