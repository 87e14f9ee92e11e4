package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class LocalSecondsTest {
    @Property(tries = 2_000)
    void isWhatTheRulesOfTheZoneSay(@ForAll @LongRange(min = -1_000_000_000, max = 4_000_000_000L) long second) {
        for (String zone : new String[] {"Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC", "+05:30"}) {
            assertThat(LocalSeconds.of(ZoneId.of(zone)).at(second * 1_000_000 + 999_999))
                    .isEqualTo(expected(zone, second));
        }
    }

    @Example
    void changesAtTheVerySecondOfADaylightSavingSwitch() {
        for (String at : new String[] {"2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"}) {
            long second = Instant.parse(at).getEpochSecond();
            for (long s = second - 2; s <= second + 2; s++) {
                assertThat(LocalSeconds.of(ZoneId.of("Europe/Berlin")).at(s * 1_000_000))
                        .isEqualTo(expected("Europe/Berlin", s));
            }
        }
    }

    private static long expected(String zone, long second) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneId.of(zone))
                .toEpochSecond(ZoneOffset.UTC);
    }
}
