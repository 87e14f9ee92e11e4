package io.caretaker.ingest.gb26875;

/**
 * A fire system behind a transmission device.
 *
 * @param type 0 general, 1 fire alarm, 10 linkage, 11 hydrants, 12 sprinklers and so on; 0 to 255
 * @param number which of its kind, 0 to 255
 */
public record SystemAddress(int type, int number) {
    static final int BYTES = 2;

    static SystemAddress read(byte[] bytes, int at) {
        return new SystemAddress(bytes[at] & 0xff, bytes[at + 1] & 0xff);
    }

    void write(ByteWriter out) {
        out.u8(type).u8(number);
    }
}
