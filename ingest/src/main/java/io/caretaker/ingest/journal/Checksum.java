package io.caretaker.ingest.journal;

import java.util.zip.CRC32C;

/** CRC-32C (Castagnoli, RFC 3720 appendix B.4) of the rest of an array, and its place in it. Pure. */
final class Checksum {
    private Checksum() {}

    static int of(byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }

    static void put(byte[] into, int at, int checksum) {
        for (int i = 0; i < Integer.BYTES; i++) {
            into[at + i] = (byte) (checksum >>> 24 - 8 * i);
        }
    }

    static int get(byte[] from, int at) {
        int checksum = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            checksum = checksum << 8 | from[at + i] & 0xFF;
        }
        return checksum;
    }
}
