package io.caretaker.ingest.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PollQueueTest {
    @Test
    void theLongestDueComesFirstAndNobodyBeforeItsTime() {
        PollQueue queue = new PollQueue();
        queue.put("late", 30);
        queue.put("b", 10);
        queue.put("a", 10);

        assertThat(queue.take(9)).isEmpty();
        assertThat(queue.next()).hasValue(10);
        assertThat(queue.take(20)).contains("a");
        assertThat(queue.take(20)).contains("b");
        assertThat(queue.take(20)).isEmpty();
        queue.put("late", 15);
        assertThat(queue.take(20)).contains("late");
        assertThat(queue.next()).isEmpty();
    }

    @Test
    void theClockMayOverflow() {
        PollQueue queue = new PollQueue();
        queue.put("before", Long.MAX_VALUE - 1);
        queue.put("after", Long.MIN_VALUE + 5);

        assertThat(queue.take(Long.MAX_VALUE)).contains("before");
        assertThat(queue.take(Long.MAX_VALUE)).isEmpty();
        assertThat(queue.take(Long.MIN_VALUE + 5)).contains("after");
    }

    @Property(tries = 1_000)
    void aRegularPollKeepsItsRhythmAndMakesUpForNothing(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long before,
            @ForAll @LongRange(min = 1, max = 100_000) long interval,
            @ForAll @LongRange(max = 10_000_000) long passed) {
        long now = before + passed;

        long next = PollQueue.following(before, interval, now);

        assertThat((next - before) % interval).isZero();
        assertThat(next).isGreaterThan(now).isLessThanOrEqualTo(now + interval);
    }
}
