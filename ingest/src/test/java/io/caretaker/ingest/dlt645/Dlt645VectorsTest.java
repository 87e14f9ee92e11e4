package io.caretaker.ingest.dlt645;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.meter.Dialect;
import io.caretaker.ingest.meter.MeterAddress;
import io.caretaker.ingest.meter.Telegram;
import io.caretaker.ingest.meter.Telegram.Content;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of "DLT645-2007 规约 常见报文解析" (hwhale.com/article/138066), with the values that the page gives them. */
class Dlt645VectorsTest {
    private final Dlt645 dialect = new Dlt645();

    @Test
    void questionsAreThoseOfThePublishedExample() {
        MeterAddress meter = MeterAddress.parse("dlt645:000000000161").orElseThrow();

        assertThat(HexFormat.of().formatHex(dialect.question(meter, 0, 0)))
                .isEqualTo("fefefefe" + "68610100000000681104333334331416");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "68610100000000 6891083333343359333333 8A16, energy, 0.26",
        "68610100000000 6891083333353359343333 8C16, reverse_energy, 1.26",
        "68610100000000 689106333434353443 1016, voltage_a, 100.1",
        "68610100000000 68910733343535CC7C33 1616, current_a, 4.999",
        "68610100000000 68910733333635455833 6B16, power, 0.2512",
        "68610100000000 68910733333735647633 A916, reactive_power, 0.4331",
        "68610100000000 68910733333835398333 8C16, apparent_power, 0.5006",
        "68610100000000 689106333339353438 0916, power_factor, 0.501"
    })
    void answersHaveThePublishedValues(String hex, String field, double value) {
        Telegram telegram = hear(hex);

        assertThat(telegram.digits()).isEqualTo("000000000161");
        assertThat(((Content.Values) telegram.content()).fields()).isEqualTo(Map.of(field, value));
    }

    @Test
    void aBlockHasAValueForEachPhaseThatTheMeterHas() {
        byte[] three = HexFormat.of().parseHex("00ff0102" + "0110" + "0220" + "ffff");
        byte[] one = HexFormat.of().parseHex("00ff0102" + "0122");

        assertThat(values(three)).isEqualTo(Map.of("voltage_a", 100.1, "voltage_b", 200.2));
        assertThat(values(one)).isEqualTo(Map.of("voltage_a", 220.1));
    }

    @Test
    void theHighestBitIsTheSign() {
        assertThat(values(HexFormat.of().parseHex("00000302" + "122580"))).isEqualTo(Map.of("power", -0.2512));
    }

    @Test
    void aMeterAtALossSaysSo() {
        assertThat(Dlt645.content(new Dlt645Frame("000000000161", 0xd1, new byte[] {2})))
                .isEqualTo(new Content.Fault("the meter answered with error word 02"));
    }

    private static Map<String, Object> values(byte[] data) {
        return ((Content.Values) Dlt645.content(new Dlt645Frame("000000000161", 0x91, data))).fields();
    }

    private Telegram hear(String hex) {
        Dialect.Hearing hearing = dialect.listen();
        hearing.append(HexFormat.of().parseHex(hex.replace(" ", "")));
        return hearing.next();
    }
}
