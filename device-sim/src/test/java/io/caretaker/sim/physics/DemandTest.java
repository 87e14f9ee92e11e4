package io.caretaker.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DemandTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Test
    void aWeekdayAddsUpToItsMean() {
        double sum =
                IntStream.range(0, 24).mapToDouble(h -> Demand.hourly(h, false)).sum();

        assertThat(sum).isCloseTo(24.0, within(1e-9));
    }

    @Test
    void aWeekendDrawsEightPercentMoreWithALaterMorning() {
        double sum =
                IntStream.range(0, 24).mapToDouble(h -> Demand.hourly(h, true)).sum();

        assertThat(sum).isCloseTo(24 * 1.08, within(1e-9));
        assertThat(peak(true)).isGreaterThan(peak(false));
    }

    @Property(tries = 30)
    void aDayIsNearItsMeanWhateverTheSeed(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Demand demand = new Demand(seed, "zone", ZONE, 500);
        long begin = Instant.parse("2026-11-22T16:00:00Z").getEpochSecond();
        double sum = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            double multiplier = demand.multiplier(begin + 60L * minute);
            assertThat(multiplier).isBetween(0.0, 4.0);
            sum += multiplier;
        }

        assertThat(sum / (24 * 60)).isBetween(0.75, 1.2);
    }

    private static int peak(boolean weekend) {
        return IntStream.range(4, 13)
                .reduce((a, b) -> Demand.hourly(a, weekend) >= Demand.hourly(b, weekend) ? a : b)
                .orElseThrow();
    }
}
