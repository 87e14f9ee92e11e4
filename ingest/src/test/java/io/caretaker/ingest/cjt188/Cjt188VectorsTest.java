package io.caretaker.ingest.cjt188;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.caretaker.ingest.meter.Dialect;
import io.caretaker.ingest.meter.MeterAddress;
import io.caretaker.ingest.meter.Telegram;
import io.caretaker.ingest.meter.Telegram.Content;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Frames that others published, each with its source. Expected values are read off the frame by the layout of CJ/T 188, and
 * agree with what the source says where it says something.
 */
class Cjt188VectorsTest {
    private final Cjt188 dialect = new Cjt188();

    /** "CJ/T-188 水表协议解析1", cnblogs.com/yangykaifa/p/7010777.html: the question for meter 00 11223344 of maker 7833. */
    @Test
    void aQuestionIsTheOneOfThePublishedExample() {
        MeterAddress meter = MeterAddress.parse("cjt188:78330011223344").orElseThrow();

        assertThat(hex(dialect.question(meter, 0, 0)))
                .isEqualToIgnoringCase("FEFEFEFE68104433221100337801031F90008016");
    }

    /** Unit tests of a C# library (FrameCJT188_2004) and of a Go gateway: the other order of the identifier. */
    @Test
    void theOtherVariantAsksInTheOrderOf2004() {
        assertThat(hex(dialect.question(
                        MeterAddress.parse("cjt188:00000805000001").orElseThrow(), 0, 1)))
                .isEqualToIgnoringCase("FEFEFEFE68100100000508000001 03901F00 39 16".replace(" ", ""));
    }

    /** "CJ/T-188 冷热量表协议解析2", cnblogs.com/llguanli/p/8683992.html, whose JY meter puts the unit before the number. */
    @Test
    void aHeatMeterThatPutsTheUnitFirst() {
        Telegram telegram =
                hear("FEFEFEFE 68 20 32413140000000 81 2E 901F01 0802000000 0802000000 1700000000 3500000000 2C34100000"
                        + " 352500 662500 000000 53001210071520 0000 31 16");

        assertThat(telegram.digits()).isEqualTo("00000040314132");
        assertThat(values(telegram))
                .containsEntry("settlement_heat", 20.0)
                .containsEntry("heat", 20.0)
                .containsEntry("power", 0.0)
                .containsEntry("flow", 0.0)
                .containsEntry("volume", 10.34)
                .containsEntry("supply_temperature", 25.35)
                .containsEntry("return_temperature", 25.66)
                .containsEntry("working_hours", 0.0)
                .containsEntry("valve_closed", false)
                .containsEntry("battery_low", false);
        assertThat(hex(dialect.question(
                        MeterAddress.parse("cjt188:00000040314132@g:1/20").orElseThrow(), 0, 1)))
                .as("the question of the same page, but for the serial number")
                .isEqualToIgnoringCase("FEFEFEFE68203241314000000001 03901F00 1F16".replace(" ", ""));
    }

    /** The water meter of "CJ/T-188 水表协议解析1"; the page's sum is wrong (08), as a comment elsewhere notes: it is 13. */
    @Test
    void aWaterMeterThatPutsTheUnitBehind() {
        String body = "68 10 44332211003378 81 16 1F9000 007766552C 007766552C 31012211051520 2184";

        assertThat(values(hear("FEFEFEFE " + body + " 13 16")))
                .containsEntry("volume", 556677.0)
                .containsEntry("settlement_volume", 556677.0)
                .containsEntry("valve_closed", true)
                .containsEntry("valve_fault", false)
                .containsEntry("battery_low", false)
                .containsEntry("status", 0x8421);
        assertThat(listen("FEFEFEFE " + body + " 08 16").next()).isNull();
    }

    /** Comment in a Go gateway's water meter driver: what the meter has not is FF. */
    @Test
    void whatAMeterDoesNotMeasureIsLeftOut() {
        Map<String, Object> values =
                values(hear("FE FE 68 10 45411005153378 81 16 901FAA 005959002C FFFFFFFF2C FFFFFFFFFFFFFF 0000 C2 16"));

        assertThat(values).containsEntry("volume", 5959.0).doesNotContainKey("settlement_volume");
    }

    /** Test data of a UDP receiver (shangsc platform): a modem's name in front of the frame. */
    @Test
    void aModemsNameInFrontIsNoise() {
        Telegram telegram = hear("4354524C3A26323031373037303030303030393231"
                + "FEFEFE6810210900001700028116901F00000200002C000000002C0000000000000000005B16");

        assertThat(telegram.digits()).isEqualTo("02001700000921");
        assertThat(values(telegram)).containsEntry("volume", 2.0);
    }

    /** Comment in a Bluetooth meter application. */
    @Test
    void aStatusWithTheSecondBitAlone() {
        assertThat(values(hear("fefefe6810962911800100008116901f02001200002c000000002c0000000000000002007d16")))
                .containsEntry("volume", 12.0)
                .containsEntry("valve_closed", false)
                .containsEntry("valve_fault", false);
    }

    /** Comment in a LoRa meter service: control A1, unit first, the flow behind the volumes and two more bytes of status. */
    @Test
    void anUltrasonicMeterWithAFlow() {
        assertThat(values(hear(
                        "FEFEFE681001131219000000A11D901F012C000000002C00000000350000000056201817121920402200030716")))
                .containsEntry("volume", 0.0)
                .containsEntry("flow", 0.0)
                .containsEntry("status", 0x2240);
    }

    /** Comment in an NB-IoT platform's client: litres. */
    @Test
    void litresBecomeCubicMetres() {
        Telegram telegram = hear("FEFEFEFE6810437632510000008116901F0047700100295148010029202005282058240000A716");

        assertThat((Double) values(telegram).get("volume")).isCloseTo(0.17047, within(1e-12));
    }

    @Test
    void aMeterAtALossSaysSo() {
        Cjt188Frame loss = new Cjt188Frame(0x10, "78330011223344", 0xc1, new byte[] {0, 0, 0});

        assertThat(Cjt188.content(loss)).isInstanceOf(Content.Fault.class);
    }

    @Test
    void anUnknownUnitIsNotGuessed() {
        byte[] data = HexFormat.of().parseHex("1f9000" + "0077665577" + "007766552c" + "31012211051520" + "2184");

        assertThat(Cjt188.content(new Cjt188Frame(0x10, "78330011223344", 0x81, data)))
                .isEqualTo(new Content.Unreadable(
                        "unit", "77", "a unit of CJ/T 188 behind or before each number, as 2c for m3"));
    }

    @Test
    void aQuestionOfAnotherMasterIsNoAnswer() {
        assertThat(hear("FEFEFE68103442608000000001031F90008116").content()).isEqualTo(new Content.Other());
    }

    private Dialect.Hearing listen(String hex) {
        Dialect.Hearing hearing = dialect.listen();
        hearing.append(HexFormat.of().parseHex(hex.replace(" ", "")));
        return hearing;
    }

    private Telegram hear(String hex) {
        return listen(hex).next();
    }

    private static Map<String, Object> values(Telegram telegram) {
        return ((Content.Values) telegram.content()).fields();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
