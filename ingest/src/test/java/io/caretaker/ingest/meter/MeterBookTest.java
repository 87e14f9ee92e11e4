package io.caretaker.ingest.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.cjt188.Cjt188;
import io.caretaker.ingest.dlt645.Dlt645;
import io.caretaker.ingest.meter.MeterAddress.Gateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterBookTest {
    @Test
    void anAddressSaysWhereTheMeterIsToBeAskedAndWhatKindItIs() {
        assertThat(MeterAddress.parse("cjt188:78330011223344@10.0.0.7:4001/20"))
                .contains(
                        new MeterAddress("cjt188", "78330011223344", Optional.of(new Gateway("10.0.0.7", 4001)), "20"));
        assertThat(MeterAddress.parse("dlt645:000000000161"))
                .contains(new MeterAddress("dlt645", "000000000161", Optional.empty(), ""));
        assertThat(MeterAddress.parse("cjt188:78330011223344@[fd00::7]:4001")
                        .orElseThrow()
                        .gateway())
                .contains(new Gateway("fd00::7", 4001));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cjt188:",
                "cjt188:78330011223344@host",
                "cjt188:78330011223344@host:0",
                "cjt188:78330011223344@host:70000",
                "cjt188:78330011223344@host:1/2",
                "cjt188:xyz",
                "cjt188:78330011223344@:4001"
            })
    void whatIsNoAddressIsToldApart(String address) {
        assertThat(MeterAddress.parse(address)).isEmpty();
    }

    @Test
    void bothProtocolsShareALine() {
        MeterBook book = MeterBook.of(
                MeterEstate.topology("@10.0.0.7:4001", Duration.ofMinutes(15)), List.of(new Cjt188(), new Dlt645()));

        assertThat(book.lines()).containsOnlyKeys(new Gateway("10.0.0.7", 4001));
        assertThat(book.lines().get(new Gateway("10.0.0.7", 4001)))
                .extracting(PollLine.Meter::device)
                .containsExactly("inlet", "cabinet");
        assertThat(book.at(MeterEstate.WATER)).isPresent();
        assertThat(book.unreadable()).isEmpty();
    }

    @Test
    void anAddressOfTheWrongLengthIsTold() {
        MeterBook book =
                MeterBook.of(MeterEstate.topology("00", Duration.ofMinutes(15)), List.of(new Cjt188(), new Dlt645()));

        assertThat(book.unreadable()).containsExactly(MeterEstate.WATER + "00", MeterEstate.POWER + "00");
    }

    @Test
    void fieldsComeInTheUnitOfTheWireWithoutSayingSo() {
        MeterBook book =
                MeterBook.of(MeterEstate.topology("", Duration.ofMinutes(15)), List.of(new Cjt188(), new Dlt645()));

        assertThat(MeterReadings.of(book.at(MeterEstate.POWER).orElseThrow(), Map.of("power", 0.25))
                        .readings())
                .singleElement()
                .satisfies(r -> assertThat(r.value() + " " + r.unit()).isEqualTo("0.25 kW"));
        assertThat(MeterReadings.of(
                                book.at(MeterEstate.WATER).orElseThrow(),
                                Map.of("volume", 3.5, "battery_low", true, "status", 4))
                        .readings())
                .extracting(r -> r.metric() + " " + r.value() + " " + r.unit())
                .containsExactly("water_volume_total 3.5 m3", "battery_low 1.0 ");
    }
}
