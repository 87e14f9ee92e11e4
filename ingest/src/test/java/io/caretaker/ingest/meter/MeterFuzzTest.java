package io.caretaker.ingest.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.cjt188.Cjt188;
import io.caretaker.ingest.cjt188.Cjt188Frame;
import io.caretaker.ingest.dlt645.Dlt645;
import io.caretaker.ingest.dlt645.Dlt645Frame;
import io.caretaker.ingest.testing.Fuzz;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MeterFuzzTest {
    private static final byte[] WATER_READING =
            HexFormat.of().parseHex("1f9000" + "7856341200" + "2c" + "00000000" + "2c" + "31023012112026" + "0000");
    private static final byte[] ENERGY = HexFormat.of().parseHex("00000100" + "78563412");

    @Test
    void anyBytesOnALineOfWaterMetersAreFramesAndNoise() {
        Fuzz.of(new Cjt188Frame(0x10, "00000012345678", 0x81, WATER_READING).encode())
                .each(bytes -> hear(new Cjt188().listen(), bytes));
    }

    @Test
    void anyBytesOnALineOfElectricityMetersAreFramesAndNoise() {
        Fuzz.of(new Dlt645Frame("000012345678", 0x91, ENERGY).encode())
                .each(bytes -> hear(new Dlt645().listen(), bytes));
    }

    /** The checksum of a frame keeps damage out: here what lies behind it. */
    @Test
    void anyDataOfAWholeFrameHasAMeaningOrNone() {
        Fuzz.of(WATER_READING)
                .each(bytes -> hear(
                        new Cjt188().listen(), new Cjt188Frame(0x10, "00000012345678", 0x81, cut(bytes)).encode()));
        Fuzz.of(ENERGY)
                .each(bytes -> hear(new Dlt645().listen(), new Dlt645Frame("000012345678", 0x91, cut(bytes)).encode()));
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, Math.min(bytes.length, 100));
    }

    private static void hear(Dialect.Hearing hearing, byte[] bytes) {
        hearing.append(bytes);
        int frames = 0;
        do {
            for (var frame = hearing.next(); frame != null; frame = hearing.next()) {
                assertThat(frame.content()).isNotNull();
                frames++;
            }
            hearing.giveUp();
        } while (hearing.waiting());
        assertThat(frames).isLessThanOrEqualTo(bytes.length);
    }
}
