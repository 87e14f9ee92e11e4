package io.caretaker.ingest.dlt645;

import io.caretaker.ingest.meter.Bcd;
import io.caretaker.ingest.meter.Framing;
import io.caretaker.model.InvalidValue;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * One frame: 68, address, 68, control, length, data with 33 added to each byte, sum, 16. The array is the frame's own: it is
 * neither copied nor to be changed.
 *
 * @param digits address, 12 digits, most significant first
 * @param control bit 7 from the meter, bit 6 it is at a loss, bits 0 to 4 what it is about
 * @param data 0 to 255 bytes, as they are meant: without the 33
 */
public record Dlt645Frame(String digits, int control, byte[] data) {
    public static final int READ = 0x11;
    public static final int DIGITS = 12;

    static final int FROM_METER = 0x80;
    static final int AT_A_LOSS = 0x40;
    static final int FUNCTION = 0x1f;

    private static final byte START = 0x68;
    private static final byte END = 0x16;
    private static final int WAKE = 0xfe;
    private static final int WAKE_BYTES = 4;
    private static final int ADDED = 0x33;
    private static final int ADDRESS_BYTES = DIGITS / 2;
    /** Start, address, start, control, length. */
    private static final int HEADER = 10;

    public Dlt645Frame {
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
        System.arraycopy(Bcd.bytes(digits), 0, body, 1, ADDRESS_BYTES);
        body[7] = START;
        body[8] = (byte) control;
        body[9] = (byte) data.length;
        for (int i = 0; i < data.length; i++) {
            body[HEADER + i] = (byte) (data[i] + ADDED);
        }
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
    public static Framing.Result<Dlt645Frame> decode(byte[] bytes, int from, int to) {
        int present = to - from;
        if (present > 0 && bytes[from] != START || present > 7 && bytes[from + 7] != START) {
            return new Framing.Result.NoFrame<>();
        }
        if (present < HEADER) {
            return new Framing.Result.Incomplete<>();
        }
        int length = bytes[from + 9] & 0xff;
        int end = from + HEADER + length + 2;
        if (to < end) {
            return new Framing.Result.Incomplete<>();
        }
        if (bytes[end - 1] != END || Bcd.sum(bytes, from, end - 2) != (bytes[end - 2] & 0xff)) {
            return new Framing.Result.NoFrame<>();
        }
        byte[] data = Arrays.copyOfRange(bytes, from + HEADER, end - 2);
        for (int i = 0; i < data.length; i++) {
            data[i] -= ADDED;
        }
        return new Framing.Result.Ok<>(
                new Dlt645Frame(Bcd.digits(bytes, from + 1, ADDRESS_BYTES), bytes[from + 8] & 0xff, data), end - from);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dlt645Frame o
                && control == o.control
                && digits.equals(o.digits)
                && Arrays.equals(data, o.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(digits, control, Arrays.hashCode(data));
    }
}
