package io.caretaker.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Back-off and token bucket for any input. */
class LimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    @Property
    void backOffStaysBetweenHalfAndAllOfItsStep(
            @ForAll @IntRange(min = 1, max = 1_000) int attempt, @ForAll long seed) {
        Duration wait = BackOff.DEFAULT.after(attempt, new SplittableRandom(seed));

        long full = Math.min(Duration.ofMinutes(15).toMillis(), 5_000L << Math.min(attempt - 1, 20));
        assertThat(wait.toMillis()).isBetween(full / 2, full);
    }

    @Property
    void noMinuteTakesMoreThanTheBucketAndItsRefill(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0, max = 3_000) Integer> pauses) {
        TokenBucket bucket = new TokenBucket(20, 5, Duration.ofMinutes(1), NOW);
        Instant now = NOW;
        int taken = 0;
        for (int pause : pauses) {
            now = now.plusMillis(pause);
            taken += bucket.take(false, now).isZero() ? 1 : 0;
        }

        double minutes = Duration.between(NOW, now).toMillis() / 60_000.0;
        assertThat(taken).isLessThanOrEqualTo((int) (15 + minutes * 20) + 1);
    }

    @Property
    void whoWaitsAsLongAsToldMayGo(@ForAll @IntRange(min = 1, max = 100) int capacity) {
        TokenBucket bucket = new TokenBucket(capacity, 0, Duration.ofMinutes(1), NOW);
        Duration wait = Duration.ZERO;
        while (wait.isZero()) {
            wait = bucket.take(false, NOW);
        }

        assertThat(bucket.take(false, NOW.plus(wait))).isZero();
        assertThat(bucket.take(true, NOW)).isZero();
    }
}
