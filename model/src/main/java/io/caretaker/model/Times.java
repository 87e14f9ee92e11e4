package io.caretaker.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Between {@link Instant} and the epoch microseconds that stores and the hot path use. */
public final class Times {
    private Times() {}

    public static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
