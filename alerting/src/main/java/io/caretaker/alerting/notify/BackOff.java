package io.caretaker.alerting.notify;

import io.caretaker.model.InvalidValue;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling from {@code first} to {@code cap}, of which a random half to whole is
 * waited, so that many messages that failed together do not come back together.
 */
public record BackOff(Duration first, Duration cap) {
    /** Choice of the product: a page that failed once is tried again soon, one that fails for hours is no burden. */
    public static final BackOff DEFAULT = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(15));

    public BackOff {
        if (first == null || first.isNegative() || first.isZero()) {
            throw new InvalidValue("first", first, "a duration above zero such as PT5S");
        }
        if (cap == null || cap.compareTo(first) < 0) {
            throw new InvalidValue("cap", cap, "a duration of at least " + first);
        }
    }

    /** @param attempt 1 for the first that failed */
    public Duration after(int attempt, RandomGenerator random) {
        int doublings = Math.min(Math.max(attempt, 1) - 1, 30);
        long full = first.compareTo(cap.dividedBy(1L << doublings)) > 0
                ? cap.toMillis()
                : first.multipliedBy(1L << doublings).toMillis();
        return Duration.ofMillis(full / 2 + random.nextLong(full - full / 2 + 1));
    }
}
