package io.caretaker.ingest.lineprotocol;

import java.util.Optional;

/** What one unit of a timestamp is. The names are those of the parameter {@code precision}, 1.x and 2.x. */
public enum Precision {
    NANOSECONDS(1L),
    MICROSECONDS(1_000L),
    MILLISECONDS(1_000_000L),
    SECONDS(1_000_000_000L),
    MINUTES(60_000_000_000L),
    HOURS(3_600_000_000_000L);

    public static final String EXPECTED = "one of n, ns, u, us, ms, s, m, h";

    private final long nanos;

    Precision(long nanos) {
        this.nanos = nanos;
    }

    /** By its name; nanoseconds where none is given, empty where it is none. */
    public static Optional<Precision> of(String name) {
        if (name == null) {
            return Optional.of(NANOSECONDS);
        }
        return switch (name) {
            case "", "n", "ns" -> Optional.of(NANOSECONDS);
            case "u", "us", "µ", "µs" -> Optional.of(MICROSECONDS);
            case "ms" -> Optional.of(MILLISECONDS);
            case "s" -> Optional.of(SECONDS);
            case "m" -> Optional.of(MINUTES);
            case "h" -> Optional.of(HOURS);
            default -> Optional.empty();
        };
    }

    /** Length of the unit in nanoseconds. */
    public long nanos() {
        return nanos;
    }

    /** The time cut to whole units, towards the past. */
    public long cut(long epochNanos) {
        return epochNanos - Math.floorMod(epochNanos, nanos);
    }
}
