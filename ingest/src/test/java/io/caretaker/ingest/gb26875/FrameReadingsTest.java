package io.caretaker.ingest.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.model.Times;
import java.time.Duration;
import java.time.LocalDateTime;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReadingsTest {
    private static final AddressBook BOOK = AddressBook.of(FireEstate.topology());
    private static final long ARRIVAL = Times.micros(Estates.NOW);
    private static final Duration OLDEST = Duration.ofDays(7);
    private static final WireTime MINUTE_AGO = WireTime.of(LocalDateTime.of(2026, 11, 24, 11, 11, 0));

    @Test
    void statusBitsOfASystemBecomeItsStates() {
        Decoded.Readings made = read(1, new AppObject.SystemStatus(Frames.PANEL, 0b1_0000_0011, MINUTE_AGO));

        assertThat(made.rejected()).isEmpty();
        assertThat(made.readings())
                .extracting(r -> r.device() + " " + r.metric() + " " + r.value())
                .containsExactlyInAnyOrder("panel fire_alarm 1.0", "panel fault 0.0", "panel main_power_fault 1.0");
        assertThat(made.readings()).allMatch(r -> r.timeMicros() == ARRIVAL - 60_000_000);
    }

    @ParameterizedTest
    @CsvSource({"5, 3214, 321.4", "4, 3, 300", "5, -5, -0.5"})
    void pressureComesInKilopascalsWhateverTheResolution(int quantity, int count, double kilopascals) {
        Decoded.Readings made = read(3, new AppObject.PartValue(FireEstate.HYDRANT, quantity, count, MINUTE_AGO));

        assertThat(made.readings()).singleElement().satisfies(r -> {
            assertThat(r.device()).isEqualTo("hydrant-1");
            assertThat(r.metric()).isEqualTo("hydrant_pressure");
            assertThat(r.value()).isEqualTo(kilopascals);
            assertThat(r.unit()).isEqualTo("kPa");
        });
    }

    @Test
    void anAlarmOfADetectorThatNobodyRegisteredRaisesThatOfItsPanel() {
        Decoded.Readings made = read(2, new AppObject.PartStatus(Frames.SMOKE, 0b11, "Ａ区１层", MINUTE_AGO));

        assertThat(made.rejected()).isEmpty();
        assertThat(made.readings())
                .extracting(r -> r.device() + " " + r.metric() + " " + r.value())
                .containsExactly("panel fire_alarm 1.0");
    }

    @Test
    void anotherDetectorThatIsWellDoesNotClearIt() {
        Decoded.Readings made = read(2, new AppObject.PartStatus(Frames.SMOKE, 0b1, "Ａ区１层", MINUTE_AGO));

        assertThat(made.readings()).isEmpty();
        assertThat(made.rejected()).isEmpty();
    }

    @Test
    void anAlarmOfASystemThatNobodyRegisteredRaisesThatOfTheTransmissionDevice() {
        SystemAddress other = new SystemAddress(12, 1);

        assertThat(read(1, new AppObject.SystemStatus(other, 0b10, MINUTE_AGO)).readings())
                .extracting(r -> r.device() + " " + r.metric() + " " + r.value())
                .containsExactly("utd fire_alarm 1.0");
        assertThat(read(2, new AppObject.PartStatus(new PartAddress(other, 96, "00000001"), 0b10, "", MINUTE_AGO))
                        .readings())
                .extracting(r -> r.device() + " " + r.metric() + " " + r.value())
                .containsExactly("utd fire_alarm 1.0");
    }

    @Test
    void aValueOfASensorThatNobodyRegisteredIsRefusedWithItsAddress() {
        PartAddress other = new PartAddress(new SystemAddress(11, 2), 99, "0a0b0c0d");

        assertThat(read(3, new AppObject.PartValue(other, 5, 100, MINUTE_AGO)).rejected())
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.reason()).isEqualTo(RejectReason.UNKNOWN_DEVICE);
                    assertThat(r.value()).isEqualTo("gb26875:010203040506/11/2/99/0a0b0c0d");
                });
    }

    @Test
    void operationsReachOnlyProfilesThatNameThem() {
        assertThat(read(4, new AppObject.SystemOperation(Frames.PANEL, 0b1, 5, MINUTE_AGO))
                        .readings())
                .extracting(RawReading::metric)
                .containsExactly("was_reset");
        Decoded.Readings silenced = read(4, new AppObject.SystemOperation(Frames.PANEL, 0b10, 5, MINUTE_AGO));
        assertThat(silenced.readings()).isEmpty();
        assertThat(silenced.rejected()).isEmpty();
        assertThat(read(24, new AppObject.DeviceOperation(0b1, 5, MINUTE_AGO)).rejected())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "both clocks right, 2026-11-24T11:11:00, 2026-11-24T11:12:00, 60",
        "device a year behind: its stated age counts, 2025-11-24T11:09:00, 2025-11-24T11:10:00, 60",
        "device eight hours ahead, 2026-11-24T19:10:30, 2026-11-24T19:11:00, 30",
        "panel with an empty battery, 2000-01-01T00:00:00, 2026-11-24T11:12:00, 0",
        "event in the future, 2026-11-24T12:00:00, 2026-11-24T11:12:00, 0",
        "kept while the line was down, 2026-11-23T11:12:00, 2026-11-24T11:12:00, 86400"
    })
    void anAlarmIsNeverRefusedForItsTime(String name, String happened, String sent, long age) {
        Frame frame = Frames.send(1, at(sent), 1, new AppObject.SystemStatus(Frames.PANEL, 2, at(happened)));
        AppData.Objects data = (AppData.Objects) AppDataCodec.decode(frame.data());

        long expected = age == 0 ? RawReading.ARRIVAL : ARRIVAL - age * 1_000_000;
        assertThat(FrameReadings.of(BOOK, frame, data, OLDEST, ARRIVAL).readings())
                .isNotEmpty()
                .allMatch(r -> r.timeMicros() == expected);
    }

    @Test
    void aTimeThatIsNoneCountsAsTheArrival() {
        AppObject broken = new AppObject.SystemStatus(Frames.PANEL, 2, new WireTime(255, 255, 255, 0, 0, 0));

        assertThat(read(1, broken).readings()).isNotEmpty().allMatch(r -> r.timeMicros() == RawReading.ARRIVAL);
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void anyObjectsOfAKnownSourceAreReadOrRejectedInWords(@ForAll("data") AppData.Objects data) {
        Frame frame = Frames.send(1, 8, new AppObject.SystemTime(Frames.PANEL, Frames.NOW));

        assertThat(FrameReadings.of(BOOK, frame, data, OLDEST, ARRIVAL).rejected())
                .allMatch(r -> !r.sentence().isBlank());
    }

    @Provide
    Arbitrary<AppData.Objects> data() {
        return Frames.anyData();
    }

    private static WireTime at(String local) {
        return WireTime.of(LocalDateTime.parse(local));
    }

    private static Decoded.Readings read(int type, AppObject object) {
        Frame frame = Frames.send(1, type, object);
        return FrameReadings.of(BOOK, frame, (AppData.Objects) AppDataCodec.decode(frame.data()), OLDEST, ARRIVAL);
    }
}
