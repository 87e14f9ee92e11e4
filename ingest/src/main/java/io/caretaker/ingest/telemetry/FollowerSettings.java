package io.caretaker.ingest.telemetry;

import io.caretaker.model.InvalidValue;
import java.time.Duration;

/**
 * How the journal is followed.
 *
 * @param batchEntries journal entries of one write at most, 1 or more
 * @param firstBackOff wait after a first failure, above zero; doubled with each further one
 * @param longestBackOff cap of the wait, at least {@code firstBackOff}
 */
public record FollowerSettings(int batchEntries, Duration firstBackOff, Duration longestBackOff) {
    public FollowerSettings {
        if (batchEntries < 1) {
            throw new InvalidValue("batchEntries", batchEntries, "1 or more");
        }
        if (firstBackOff == null || firstBackOff.isNegative() || firstBackOff.isZero()) {
            throw new InvalidValue("firstBackOff", firstBackOff, "a duration above zero such as PT0.2S");
        }
        if (longestBackOff == null || longestBackOff.compareTo(firstBackOff) < 0) {
            throw new InvalidValue("longestBackOff", longestBackOff, "a duration of at least " + firstBackOff);
        }
    }

    /** 5,000 entries a write; 0.2 s to 30 s of back-off. */
    public static FollowerSettings defaults() {
        return new FollowerSettings(5_000, Duration.ofMillis(200), Duration.ofSeconds(30));
    }
}
