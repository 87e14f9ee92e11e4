package io.caretaker.service.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ServiceClockTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void drivenClockStandsWhereItWasPut() {
        ServiceClock clock = ServiceClock.driven(Instant.EPOCH);

        clock.moveTo(NOON);

        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void drivenClockNeverRunsBackwards() {
        ServiceClock clock = ServiceClock.driven(NOON);

        clock.moveTo(NOON.minusSeconds(1));

        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void systemClockCannotBeMoved() {
        ServiceClock clock = ServiceClock.following(Clock.fixed(NOON, ZoneOffset.UTC));

        assertThatThrownBy(() -> clock.moveTo(NOON)).isInstanceOf(IllegalStateException.class);
        assertThat(clock.instant()).isEqualTo(NOON);
    }
}
