package io.caretaker.ingest.rocksdb;

/** Numbers as bytes in the order that RocksDB sorts: big endian, the sign bit turned so that negatives come first. */
public final class Keys {
    private Keys() {}

    public static byte[] ofLong(long value) {
        byte[] key = new byte[Long.BYTES];
        putLong(key, 0, value);
        return key;
    }

    public static void putLong(byte[] into, int at, long value) {
        long sortable = value ^ Long.MIN_VALUE;
        for (int i = 0; i < Long.BYTES; i++) {
            into[at + i] = (byte) (sortable >>> 56 - 8 * i);
        }
    }

    public static long getLong(byte[] from, int at) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | from[at + i] & 0xFF;
        }
        return value ^ Long.MIN_VALUE;
    }

    public static void putInt(byte[] into, int at, int value) {
        int sortable = value ^ Integer.MIN_VALUE;
        for (int i = 0; i < Integer.BYTES; i++) {
            into[at + i] = (byte) (sortable >>> 24 - 8 * i);
        }
    }

    public static int getInt(byte[] from, int at) {
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << 8 | from[at + i] & 0xFF;
        }
        return value ^ Integer.MIN_VALUE;
    }
}
