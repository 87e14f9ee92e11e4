package io.caretaker.ingest.telemetry.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineProtocolTest {
    private static final SeriesTags TAGS = device ->
            device.equals("gone") ? Optional.empty() : Optional.of(new SeriesTags.Tags("e 1", "p,3", "zone_inlet"));

    @Test
    void aLineHasTheTagsOfTheAssetAndBothFields() {
        Reading reading = new Reading("d=1", "water pressure", 1_764_000_000_000_001L, 3.5, Quality.SUSPECT, "LATE");

        assertThat(line(reading))
                .isEqualTo("water\\ pressure,asset=p\\,3,device=d\\=1,estate=e\\ 1,type=zone_inlet"
                        + " value=3.5,quality=1i 1764000000000001");
    }

    @Test
    void ofAnUnregisteredDeviceOnlyTheDeviceIsKnown() {
        assertThat(line(Reading.good("gone", "m", 1, 1e20))).isEqualTo("m,device=gone value=1.0E20,quality=0i 1");
    }

    @Test
    void whatTheProtocolCannotCarryIsToldBefore() {
        assertThat(LineProtocol.canCarry(Reading.good("d", "m", 1, Double.NaN))).isFalse();
        assertThat(LineProtocol.canCarry(Reading.good("d", "m", Long.MAX_VALUE, 1)))
                .isFalse();
        assertThat(LineProtocol.canCarry(Reading.good("d", "#m", 1, 1))).isFalse();
        assertThat(LineProtocol.canCarry(Reading.good("d\nx", "m", 1, 1))).isFalse();
        assertThat(LineProtocol.canCarry(Reading.good("d\\", "m", 1, 1))).isFalse();
        assertThat(LineProtocol.canCarry(Reading.good("", "m", 1, 1))).isFalse();
        assertThat(LineProtocol.canCarry(Reading.good("d", "m", -1, 1))).isTrue();
    }

    private static String line(Reading reading) {
        StringBuilder line = new StringBuilder();
        LineProtocol.append(reading, TAGS, line);
        return line.toString();
    }
}
