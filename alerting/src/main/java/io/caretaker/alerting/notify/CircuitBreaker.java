package io.caretaker.alerting.notify;

import java.time.Duration;
import java.time.Instant;

/**
 * Spares a destination that fails again and again: after {@code threshold} failures in a row it is left alone for a
 * while, then one message tries whether it is back. Safe for use by several threads.
 */
final class CircuitBreaker {
    private final int threshold;
    private final Duration open;
    private int failures;
    private Instant closedAgain = Instant.MIN;

    CircuitBreaker(int threshold, Duration open) {
        this.threshold = threshold;
        this.open = open;
    }

    /** Zero when the destination may be tried, else how long it is left alone. */
    synchronized Duration pause(Instant now) {
        if (failures < threshold) {
            return Duration.ZERO;
        }
        if (now.isBefore(closedAgain)) {
            return Duration.between(now, closedAgain);
        }
        // The one that tries; the others wait for what comes of it.
        closedAgain = now.plus(open);
        return Duration.ZERO;
    }

    synchronized void failed(Instant now) {
        failures++;
        if (failures >= threshold) {
            closedAgain = now.plus(open);
        }
    }

    synchronized void succeeded() {
        failures = 0;
    }
}
