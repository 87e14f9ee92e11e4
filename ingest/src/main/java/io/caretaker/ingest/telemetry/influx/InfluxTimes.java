package io.caretaker.ingest.telemetry.influx;

/** The server counts in nanoseconds: microseconds beyond 1677 to 2262 do not fit. */
final class InfluxTimes {
    /** Some values at either end are reserved by the server. */
    private static final long LIMIT = Long.MAX_VALUE / 1_000 - 1;

    private InfluxTimes() {}

    static boolean canHold(long micros) {
        return micros >= -LIMIT && micros <= LIMIT;
    }

    static long clamp(long micros) {
        return Math.max(-LIMIT, Math.min(LIMIT, micros));
    }
}
