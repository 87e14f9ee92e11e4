package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.rocksdb.Keys;

/**
 * Key of a block: day, series, first time. The day comes first so that retention is one range; a block never crosses a
 * day.
 */
final class BlockKey {
    /** A day of UTC in microseconds. */
    static final long DAY_MICROS = 86_400_000_000L;

    private static final int LENGTH = Integer.BYTES + Integer.BYTES + Long.BYTES;

    private BlockKey() {}

    /** Day since the epoch; fits an int for every time that a long of microseconds can hold. */
    static int day(long timeMicros) {
        return (int) Math.floorDiv(timeMicros, DAY_MICROS);
    }

    static byte[] of(int day, int series, long firstMicros) {
        byte[] key = new byte[LENGTH];
        Keys.putInt(key, 0, day);
        Keys.putInt(key, 4, series);
        Keys.putLong(key, 8, firstMicros);
        return key;
    }

    static int day(byte[] key) {
        return Keys.getInt(key, 0);
    }

    static int series(byte[] key) {
        return Keys.getInt(key, 4);
    }

    static long first(byte[] key) {
        return Keys.getLong(key, 8);
    }
}
