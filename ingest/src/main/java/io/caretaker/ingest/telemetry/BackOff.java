package io.caretaker.ingest.telemetry;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Waits between attempts: doubling up to a cap, each one shortened by a random part of its half, so that many who lost
 * the same server do not come back at the same moment. For one thread.
 */
public final class BackOff {
    private final long firstNanos;
    private final long longestNanos;
    private final DoubleSupplier jitter;
    private int failures;

    /** @param jitter gives numbers of 0 (inclusive) to 1 */
    public BackOff(Duration first, Duration longest, DoubleSupplier jitter) {
        this.firstNanos = first.toNanos();
        this.longestNanos = longest.toNanos();
        this.jitter = jitter;
    }

    public void succeeded() {
        failures = 0;
    }

    /** Counts a failure and gives the wait before the next attempt, in nanoseconds. */
    public long afterFailure() {
        long wait = firstNanos;
        for (int i = 0; i < failures && wait < longestNanos; i++) {
            wait *= 2;
        }
        failures++;
        long capped = Math.min(wait, longestNanos);
        return capped - (long) (jitter.getAsDouble() * (capped / 2));
    }
}
