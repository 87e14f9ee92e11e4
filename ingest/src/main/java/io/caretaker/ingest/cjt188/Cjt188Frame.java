package io.caretaker.ingest.cjt188;

import io.caretaker.ingest.meter.Bcd;
import io.caretaker.ingest.meter.Framing;
import io.caretaker.model.InvalidValue;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * One frame: 68, kind, address, control, length, data, sum, 16. The array is the frame's own: it is neither copied nor to be
 * changed.
 *
 * @param kind 10 to 19 water, 20 to 29 heat, 30 to 39 gas, 40 to 49 others, all hexadecimal; AA any; 0 to 255
 * @param digits address with the maker's code in front, 14 digits, most significant first
 * @param control bit 7 from the meter, bit 6 it is at a loss, bits 0 to 4 what it is about
 * @param data 0 to 255 bytes
 */
public record Cjt188Frame(int kind, String digits, int control, byte[] data) {
    public static final int READ = 0x01;
    public static final int DIGITS = 14;

    static final int FROM_METER = 0x80;
    static final int AT_A_LOSS = 0x40;
    static final int FUNCTION = 0x1f;

    private static final byte START = 0x68;
    private static final byte END = 0x16;
    private static final int WAKE = 0xfe;
    private static final int WAKE_BYTES = 4;
    private static final int ADDRESS_BYTES = DIGITS / 2;
    /** Start, kind, address, control, length. */
    private static final int HEADER = 11;

    public Cjt188Frame {
        if (kind < 0 || kind > 0xff) {
            throw new InvalidValue("kind", kind, "0 to 255");
        }
        if (digits == null || !digits.matches("[0-9a-f]{" + DIGITS + "}")) {
            throw new InvalidValue("digits", digits, DIGITS + " digits");
        }
        if (control < 0 || control > 0xff) {
            throw new InvalidValue("control", control, "0 to 255");
        }
        if (data.length > 0xff) {
            throw new InvalidValue("data.length", data.length, "0 to 255");
        }
    }

    /** The frame behind the bytes that wake the line. */
    public byte[] encode() {
        byte[] body = new byte[HEADER + data.length];
        body[0] = START;
        body[1] = (byte) kind;
        System.arraycopy(Bcd.bytes(digits), 0, body, 2, ADDRESS_BYTES);
        body[9] = (byte) control;
        body[10] = (byte) data.length;
        System.arraycopy(data, 0, body, HEADER, data.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < WAKE_BYTES; i++) {
            out.write(WAKE);
        }
        out.writeBytes(body);
        out.write(Bcd.sum(body, 0, body.length));
        out.write(END);
        return out.toByteArray();
    }

    /** Reads a frame; wake-up bytes are noise in front of it. */
    public static Framing.Result<Cjt188Frame> decode(byte[] bytes, int from, int to) {
        if (from < to && bytes[from] != START) {
            return new Framing.Result.NoFrame<>();
        }
        if (to - from < HEADER) {
            return new Framing.Result.Incomplete<>();
        }
        int length = bytes[from + 10] & 0xff;
        int end = from + HEADER + length + 2;
        if (to < end) {
            return new Framing.Result.Incomplete<>();
        }
        if (bytes[end - 1] != END || Bcd.sum(bytes, from, end - 2) != (bytes[end - 2] & 0xff)) {
            return new Framing.Result.NoFrame<>();
        }
        return new Framing.Result.Ok<>(
                new Cjt188Frame(
                        bytes[from + 1] & 0xff,
                        Bcd.digits(bytes, from + 2, ADDRESS_BYTES),
                        bytes[from + 9] & 0xff,
                        Arrays.copyOfRange(bytes, from + HEADER, end - 2)),
                end - from);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cjt188Frame o
                && kind == o.kind
                && control == o.control
                && digits.equals(o.digits)
                && Arrays.equals(data, o.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, digits, control, Arrays.hashCode(data));
    }
}
