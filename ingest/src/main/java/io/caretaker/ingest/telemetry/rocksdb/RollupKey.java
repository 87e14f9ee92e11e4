package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.rocksdb.Keys;

/**
 * Key of a day of hourly sums: period, series, day. The days of a series lie together for a period, so that a year is a
 * dozen seeks; the period comes first so that retention is one range.
 */
final class RollupKey {
    private static final int DAYS_OF_PERIOD = 32;
    private static final int LENGTH = 3 * Integer.BYTES;

    private RollupKey() {}

    static int period(int day) {
        return Math.floorDiv(day, DAYS_OF_PERIOD);
    }

    static byte[] of(int series, int day) {
        return of(period(day), series, day);
    }

    static byte[] of(int period, int series, int day) {
        byte[] key = new byte[LENGTH];
        Keys.putInt(key, 0, period);
        Keys.putInt(key, 4, series);
        Keys.putInt(key, 8, day);
        return key;
    }

    static int period(byte[] key) {
        return Keys.getInt(key, 0);
    }

    static int series(byte[] key) {
        return Keys.getInt(key, 4);
    }

    static int day(byte[] key) {
        return Keys.getInt(key, 8);
    }
}
