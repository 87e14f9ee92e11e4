package io.caretaker.ingest.gb26875;

import io.caretaker.model.InvalidValue;
import java.util.HexFormat;

/**
 * A part of a fire system: a detector, call point, pump, pressure sensor.
 *
 * @param type kind of part, 0 to 255, as 40 for a smoke detector
 * @param hex its address in the order of the wire, 8 lower-case hexadecimal digits
 */
public record PartAddress(SystemAddress system, int type, String hex) {
    static final int BYTES = 7;

    /** Bytes of the address alone. */
    private static final int ADDRESS = 4;

    public PartAddress {
        if (hex == null || !hex.matches("[0-9a-f]{8}")) {
            throw new InvalidValue("address", hex, "8 lower-case hexadecimal digits");
        }
    }

    static PartAddress read(byte[] bytes, int at) {
        return new PartAddress(SystemAddress.read(bytes, at), bytes[at + 2] & 0xff, hex(bytes, at + 3));
    }

    static String hex(byte[] bytes, int at) {
        return HexFormat.of().formatHex(bytes, at, at + ADDRESS);
    }

    void write(ByteWriter out) {
        system.write(out);
        out.u8(type).hex(hex);
    }
}
