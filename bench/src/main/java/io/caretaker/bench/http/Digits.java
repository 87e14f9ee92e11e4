package io.caretaker.bench.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that is written again and again into one growing array, so that the client costs little. For one thread. */
final class Digits {
    private byte[] bytes = new byte[1 << 16];
    private int length;

    Digits clear() {
        length = 0;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    Digits text(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** A whole number of 0 or more. */
    Digits number(long value) {
        return decimal(value, 0);
    }

    /** {@code value / 10^decimals}. */
    Digits decimal(long value, int decimals) {
        reserve(24);
        int digits = Math.max(decimals + 1, digits(value));
        long rest = value;
        int to = length + digits + (decimals > 0 ? 1 : 0);
        int at = to;
        for (int i = 0; i < digits; i++) {
            if (i == decimals && decimals > 0) {
                bytes[--at] = '.';
            }
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = to;
        return this;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2 + more);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
