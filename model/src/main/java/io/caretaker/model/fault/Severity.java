package io.caretaker.model.fault;

import java.time.Duration;

/** Severity classes with their target times, most severe first (field guide 0.3; both times are product defaults). */
public enum Severity {
    /** Danger to life, or flooding now. */
    S1(Duration.ofMinutes(15), Duration.ofHours(24)),
    /** Service lost for a building, or a protection is disabled. */
    S2(Duration.ofHours(1), Duration.ofHours(24)),
    /** Degraded, or a single asset. */
    S3(Duration.ofHours(8), Duration.ofDays(3)),
    /** Hygiene, data quality, planned. */
    S4(Duration.ofDays(3), Duration.ofDays(14));

    private final Duration respondWithin;
    private final Duration repairWithin;

    Severity(Duration respondWithin, Duration repairWithin) {
        this.respondWithin = respondWithin;
        this.repairWithin = repairWithin;
    }

    public Duration respondWithin() {
        return respondWithin;
    }

    public Duration repairWithin() {
        return repairWithin;
    }

    public boolean isWorseThan(Severity other) {
        return ordinal() < other.ordinal();
    }
}
