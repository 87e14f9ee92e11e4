package io.caretaker.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void waitsDoubleUpToTheCapAndBeginAgainAfterSuccess() {
        BackOff backOff = new BackOff(Duration.ofMillis(200), Duration.ofMillis(1_000), () -> 0);

        assertThat(new long[] {millis(backOff), millis(backOff), millis(backOff), millis(backOff), millis(backOff)})
                .containsExactly(200, 400, 800, 1_000, 1_000);
        backOff.succeeded();
        assertThat(millis(backOff)).isEqualTo(200);
    }

    @Test
    void jitterTakesHalfAtMost() {
        BackOff backOff = new BackOff(Duration.ofMillis(200), Duration.ofMillis(1_000), () -> 1);

        assertThat(millis(backOff)).isEqualTo(100);
    }

    private static long millis(BackOff backOff) {
        return Duration.ofNanos(backOff.afterFailure()).toMillis();
    }
}
