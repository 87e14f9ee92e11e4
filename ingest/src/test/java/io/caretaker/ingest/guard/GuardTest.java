package io.caretaker.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void aBucketGivesItsBurstAndThenItsRate() {
        TokenBuckets buckets = new TokenBuckets(2, 1, 10);

        assertThat(buckets.take("a", 0)).isTrue();
        assertThat(buckets.take("a", 0)).isTrue();
        assertThat(buckets.take("a", 0)).isFalse();
        assertThat(buckets.untilNext("a", 0)).isEqualTo(SECOND);
        assertThat(buckets.take("b", 0)).isTrue();
        assertThat(buckets.take("a", SECOND)).isTrue();
        assertThat(buckets.take("a", SECOND)).isFalse();
    }

    @Test
    void aFloodOfNamesDoesNotFillTheMemory() {
        TokenBuckets buckets = new TokenBuckets(1, 0.001, 100);
        buckets.take("first", 0);
        for (int i = 0; i < 1_000; i++) {
            buckets.take("name-" + i, 0);
        }

        assertThat(buckets.take("name-999", 0)).as("remembered").isFalse();
        assertThat(buckets.take("first", 0)).as("forgotten").isTrue();
    }

    @Test
    void aKnownDeviceIsLetThroughUntilItFailsItself() {
        AttemptThrottle throttle = new AttemptThrottle(new GuardSettings(1, 0.001, 1, 0.001, 1, 1, 1));
        throttle.succeeded("10.0.0.1", "d");
        throttle.failed("10.0.0.1", "other", 0);

        assertThat(throttle.waitFor("10.0.0.1", "d", 0)).isZero();
        assertThat(throttle.waitFor("10.0.0.1", "other", 0)).isPositive();
        assertThat(throttle.waitFor("10.0.0.2", "d", 0)).isZero();

        throttle.failed("10.0.0.1", "d", 0);
        assertThat(throttle.waitFor("10.0.0.1", "d", 0)).isPositive();
    }

    @Test
    void anIpv6CustomerIsOneSender() {
        assertThat(Addresses.sender("2001:db8:1:2:3:4:5:6")).isEqualTo(Addresses.sender("2001:db8:1:2::9"));
        assertThat(Addresses.sender("2001:db8:1:2::9")).isNotEqualTo(Addresses.sender("2001:db8:1:3::9"));
        assertThat(Addresses.sender("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(Addresses.sender("unknown")).isEqualTo("unknown");
    }

    @Test
    void connectionsAreCountedBySender() {
        ConnectionCounts counts = new ConnectionCounts(2);

        assertThat(counts.open("a")).isTrue();
        assertThat(counts.open("a")).isTrue();
        assertThat(counts.open("a")).isFalse();
        assertThat(counts.open("b")).isTrue();
        counts.closed("a");
        assertThat(counts.open("a")).isTrue();
    }

    /** Whatever the rhythm: in the long run nobody is faster than the rate, and who is slower never waits. */
    @Property
    void thePaceHolds(
            @ForAll @IntRange(min = 1, max = 1_000) int perSecond, @ForAll @Size(max = 200) int[] gapsMillis) {
        int burst = 10;
        Pace pace = new Pace(perSecond, burst, 0);
        long now = 0;
        long sent = 0;
        for (int gap : gapsMillis) {
            now += TimeUnit.MILLISECONDS.toNanos(Math.floorMod(gap, 50));
            sent++;
            if (!pace.take()) {
                long owed = pace.owedNanos(now);
                now += owed;
            }
        }
        assertThat((double) sent).isLessThanOrEqualTo(burst + now / 1e9 * perSecond + 1);
    }

    @Property
    void whoIsSlowerThanThePaceNeverWaits(@ForAll @IntRange(min = 1, max = 1_000) int perSecond) {
        Pace pace = new Pace(perSecond, 1, 0);
        for (int i = 1; i <= 100; i++) {
            long now = i * (SECOND / perSecond + 1);
            assertThat(pace.take() || pace.owedNanos(now) == 0).isTrue();
        }
    }
}
