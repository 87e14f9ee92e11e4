package io.caretaker.alerting.notify;

import io.caretaker.model.InvalidValue;
import java.time.Duration;
import java.time.Instant;

/**
 * How many messages a channel takes: {@code capacity} at once, refilled evenly over {@code period}. A share of it is kept
 * for danger to life, which is not held back even when that is used up. Safe for use by several threads.
 */
final class TokenBucket {
    private final double capacity;
    private final double reserve;
    private final double perMilli;
    private double tokens;
    private Instant filled;

    /** @param reserve tokens that only danger to life may use, below capacity */
    TokenBucket(int capacity, int reserve, Duration period, Instant now) {
        if (capacity < 1) {
            throw new InvalidValue("capacity", capacity, "at least 1 message");
        }
        if (reserve < 0 || reserve >= capacity) {
            throw new InvalidValue("reserve", reserve, "0 to " + (capacity - 1) + " messages");
        }
        this.capacity = capacity;
        this.reserve = reserve;
        this.perMilli = capacity / (double) period.toMillis();
        this.tokens = capacity;
        this.filled = now;
    }

    /** Zero when the message may go now, else how long it must wait. */
    synchronized Duration take(boolean lifeSafety, Instant now) {
        long elapsed = Math.max(0, Duration.between(filled, now).toMillis());
        tokens = Math.min(capacity, tokens + elapsed * perMilli);
        filled = now;
        double floor = lifeSafety ? 0 : reserve;
        if (lifeSafety || tokens - floor >= 1) {
            tokens = Math.max(0, tokens - 1);
            return Duration.ZERO;
        }
        return Duration.ofMillis((long) Math.ceil((1 + floor - tokens) / perMilli));
    }
}
