package io.caretaker.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatusReportTest {
    @Property(tries = 5_000)
    void noTextIsTooMuch(@ForAll("texts") String text) {
        StatusReport.parse(text).ifPresent(report -> {
            assertThat(report.battery().orElse(0)).isBetween(0.0, 100.0);
            assertThat(report.rssi().orElse(0)).isBetween(-200.0, 50.0);
            assertThat(report.firmware()).hasSizeLessThanOrEqualTo(64);
        });
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"online\"",
                "\"battery\"",
                "\"rssi\"",
                "\"firmware\"",
                "true",
                "null",
                "-70",
                "1e999",
                "\"x\"",
                "online",
                " ");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                pieces.list().ofMaxSize(20).map(l -> String.join("", l)),
                Arbitraries.strings()
                        .ofMaxLength(100)
                        .map(s -> "{\"firmware\":\"" + s.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\"}"));
    }
}
