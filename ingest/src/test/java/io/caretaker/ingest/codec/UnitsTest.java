package io.caretaker.ingest.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "312500, Pa, kPa, 312.5",
        "3.2, bar, kPa, 320",
        "0.32, MPa, kPa, 320",
        "1, l/s, m3/h, 3.6",
        "60, L/min, m3/h, 3.6",
        "250, cm, m, 2.5",
        "1.5, m3, L, 1500",
        "300, K, Cel, 26.85",
        "212, [degF], Cel, 100",
        "0.25, A, mA, 250",
        "0.5, /, %, 50",
        "2, g/L, mg/L, 2000",
        "1, W/m2, uW/cm2, 100",
        "1, kWh, J, 3600000",
        "7, made-up, made-up, 7"
    })
    void knownUnitsAreConverted(double value, String from, String to, double expected) {
        assertThat(Units.convert(value, from, to).orElseThrow()).isCloseTo(expected, Percentage.withPercentage(1e-9));
    }

    @Test
    void otherQuantitiesAndUnknownUnitsAreNotGuessed() {
        assertThat(Units.convert(1, "Cel", "kPa")).isEmpty();
        assertThat(Units.convert(1, "furlong", "m")).isEmpty();
        assertThat(Units.convert(1, "m", "furlong")).isEmpty();
    }
}
