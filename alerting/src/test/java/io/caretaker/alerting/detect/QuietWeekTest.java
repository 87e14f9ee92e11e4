package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuietWeekTest {
    @Test
    void nothingIsRaisedInAnOrdinaryWeekFromTheFirstHourOn() {
        World world = new World("2026-03-09T00:00");

        world.playFor(Duration.ofDays(7));

        assertThat(world.events).isEmpty();
        assertThat(world.detection.counts().readings()).isGreaterThan(50_000);
    }
}
