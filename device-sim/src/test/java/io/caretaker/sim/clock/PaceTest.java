package io.caretaker.sim.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final AtomicLong slept = new AtomicLong();

    @Test
    void sixtySimulatedSecondsTakeOneAtSpeedSixty() throws InterruptedException {
        Pace pace = pace(60);
        pace.passed(0);
        pace.passed(60);
        pace.passed(60);

        assertThat(slept).hasValue(2_000_000_000L);
    }

    @Test
    void lostTimeIsNotMadeGood() throws InterruptedException {
        Pace pace = pace(60);
        pace.passed(0);
        now.addAndGet(10_000_000_000L);
        pace.passed(60);
        pace.passed(60);

        assertThat(slept).hasValue(1_000_000_000L);
    }

    @Test
    void whatIsNoSpeedIsRefused() {
        assertThat(Pace.parse("max")).isEqualTo(Pace.MAX);
        assertThat(Pace.parse("0.5")).isEqualTo(0.5);
        assertThatThrownBy(() -> Pace.parse("-1")).hasMessageContaining("speed: got \"-1\"");
        assertThatThrownBy(() -> Pace.parse("fast")).hasMessageContaining("speed: got \"fast\"");
    }

    private Pace pace(double speed) {
        return new Pace(speed, now::get, nanos -> {
            slept.addAndGet(nanos);
            now.addAndGet(nanos);
        });
    }
}
