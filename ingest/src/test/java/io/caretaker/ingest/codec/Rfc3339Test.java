package io.caretaker.ingest.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class Rfc3339Test {
    @Property
    void agreesWithTheJdk(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(min = 0, max = 999_999) int micro,
            @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
        LocalDateTime local = LocalDateTime.ofEpochSecond(second, micro * 1000, ZoneOffset.UTC);
        String text = String.format(
                "%s.%06d%s",
                local.withNano(0).format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")),
                micro,
                offsetMinutes == 0 ? "Z" : offset.getId());

        long expected = (second - offset.getTotalSeconds()) * 1_000_000 + micro;

        assertThat(Rfc3339.micros(text)).as(text).isEqualTo(expected);
    }

    @Test
    void leapSecondCountsAsTheNext() {
        assertThat(Rfc3339.micros("2016-12-31T23:59:60Z")).isEqualTo(Rfc3339.micros("2017-01-01T00:00:00Z"));
    }

    @Test
    void whatIsNoTimeIsInvalid() {
        for (String text : List.of(
                "",
                "2026-11-24",
                "2026-11-24T03:12:00",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-11-24T24:00:00Z",
                "2026-11-24T03:12:00.Z",
                "2026-11-24T03:12:00+0800",
                "2026/11/24T03:12:00Z",
                "2026-11-24T03:12:00*08:00",
                "1764000000000000000000",
                "2026-11-24T03:12:00.1234567890Z")) {
            assertThat(Rfc3339.micros(text)).as(text).isEqualTo(Rfc3339.INVALID);
        }
    }

    @Property
    void arbitraryTextNeverThrows(@ForAll String text) {
        Rfc3339.micros(text);
    }
}
