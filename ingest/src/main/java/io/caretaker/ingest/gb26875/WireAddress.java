package io.caretaker.ingest.gb26875;

import io.caretaker.model.InvalidValue;
import java.util.HexFormat;

/**
 * Source or destination of a frame.
 *
 * @param hex its 6 bytes in the order of the wire, 12 lower-case hexadecimal digits; the standard reads them least
 *     significant byte first
 */
public record WireAddress(String hex) {
    public static final int BYTES = 6;

    public WireAddress {
        if (hex == null || !hex.matches("[0-9a-f]{12}")) {
            throw new InvalidValue("address", hex, "12 lower-case hexadecimal digits");
        }
    }

    static WireAddress read(byte[] bytes, int at) {
        return new WireAddress(HexFormat.of().formatHex(bytes, at, at + BYTES));
    }

    void write(byte[] bytes, int at) {
        System.arraycopy(HexFormat.of().parseHex(hex), 0, bytes, at, BYTES);
    }
}
