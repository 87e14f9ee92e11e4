package io.caretaker.ingest.intake;

import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.model.InvalidValue;
import java.time.Duration;

/**
 * What the intake takes.
 *
 * @param skewTolerance how far a device's clock may be ahead without remark, 0 to 100 years: a recording that is replayed
 *     is far from any clock
 * @param futureLimit up to here ahead the time of arrival is taken instead; beyond, the reading is rejected. At least
 *     {@code skewTolerance}, at most 100 years
 * @param maxAge older readings are rejected, 1 h to 100 years
 */
public record IntakeSettings(CodecLimits limits, Duration skewTolerance, Duration futureLimit, Duration maxAge) {
    private static final Duration CENTURY = Duration.ofDays(36_525);

    public IntakeSettings {
        between("skewTolerance", skewTolerance, Duration.ZERO, CENTURY);
        between("futureLimit", futureLimit, skewTolerance, CENTURY);
        between("maxAge", maxAge, Duration.ofHours(1), CENTURY);
    }

    /** 256 KiB and 5,000 readings a message; 2 minutes, 24 hours, 30 days. */
    public static IntakeSettings defaults() {
        return new IntakeSettings(
                CodecLimits.defaults(), Duration.ofMinutes(2), Duration.ofHours(24), Duration.ofDays(30));
    }

    private static void between(String field, Duration value, Duration min, Duration max) {
        if (value == null || value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new InvalidValue(field, value, "a duration of " + min + " to " + max);
        }
    }
}
