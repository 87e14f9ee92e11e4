package io.caretaker.ingest.lorawan.downlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.DownlinkMapping;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTemplateTest {
    @Test
    void parametersStandBetweenTheDigitsAsTheManualSays() {
        assertThat(hex("ff03{seconds/60:u16le}", 1_200)).isEqualTo("ff031400");
        assertThat(hex("08{seconds:u8}ff", 100)).isEqualTo("0864ff");
        assertThat(hex("{seconds:u32}", 86_400)).isEqualTo("00015180");
    }

    @Property
    void aNumberComesOutAsItWentIn(@ForAll @LongRange(min = 0, max = 0xffff_ffffL) long value) {
        byte[] bytes = FrameTemplate.bytes(bytes("{seconds:u32le}"), Map.of("seconds", (double) value));

        assertThat(Integer.toUnsignedLong(
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt()))
                .isEqualTo(value);
    }

    @Property
    void aNumberThatDoesNotFitItsPlaceIsRefused(@ForAll @IntRange(min = 256) int value) {
        assertThatThrownBy(() -> hex("{seconds:u8}", value)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void aRemainderIsNotCutOff() {
        assertThatThrownBy(() -> hex("{seconds/60:u16}", 90)).hasMessageContaining("whole number");
    }

    @Test
    void fieldsForAnEncoderKeepTheirKind() {
        DownlinkMapping mapping = new DownlinkMapping(
                "reporting_interval",
                85,
                Map.of("report_interval", "{seconds/60}", "save", "true", "version", "2"),
                "");

        assertThat(FrameTemplate.fields(mapping, Map.of("seconds", 1_200.0)))
                .containsOnly(Map.entry("report_interval", 20L), Map.entry("save", true), Map.entry("version", 2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "ff0", "{seconds}", "{seconds:u24}", "{seconds/0:u8}", "zz", "ff {seconds:u8}"})
    void whatIsNoTemplateIsToldWhenItIsSet(String wrong) {
        assertThatThrownBy(() -> bytes(wrong)).isInstanceOf(InvalidValue.class).hasMessageContaining("bytes");
    }

    private static String hex(String template, double seconds) {
        return HexFormat.of().formatHex(FrameTemplate.bytes(bytes(template), Map.of("seconds", seconds)));
    }

    private static DownlinkMapping bytes(String template) {
        return new DownlinkMapping("reporting_interval", 85, Map.of(), template);
    }
}
