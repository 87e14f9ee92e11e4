package io.caretaker.ingest.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.model.InvalidValue;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterPointTest {
    @ParameterizedTest
    @CsvSource({
        "holding:0:int16,      fffe,             -2",
        "holding:0:uint16,     fffe,             65534",
        "input:0:uint16:le,    1234,             13330", // 0x3412
        "holding:0:int32,      fffffffe,         -2",
        "input:0:uint32,       12345678,         305419896",
        "input:0:uint32:swap,  56781234,         305419896",
        "input:0:uint32:le,    34127856,         305419896",
        "input:0:uint32:le:swap, 78563412,       305419896",
        "input:0:uint32:be:swap, 56781234,       305419896",
        "holding:0:float32,    439c4000,         312.5",
        "holding:0:float32:swap, 4000439c,       312.5",
        "holding:0:int64,      fffffffffffffffe, -2",
        "holding:0:uint64,     fffffffffffffffe, 18446744073709551614",
        "holding:0:float64,    4073880000000000, 312.5",
        "holding:0:float64:swap, 0000000088004073, 312.5",
    })
    void registersAreNumbers(String notation, String hex, String value) {
        Object read = RegisterPoint.parse(notation).value(0, HexFormat.of().parseHex(hex));

        assertThat(read).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource({
        "coil:3,           08,   true",
        "coil:2,           08,   false",
        "discrete:9,       0002, true",
        "holding:0:bit:15, 8000, true",
        "holding:0:bit:0,  8000, false",
        "input:0:bit:3,    0008, true",
    })
    void bitsAreTruthValues(String notation, String hex, boolean value) {
        assertThat(RegisterPoint.parse(notation).value(0, HexFormat.of().parseHex(hex)))
                .isEqualTo(value);
    }

    @Test
    void theAddressCountsFromTheFirstOfTheAnswer() {
        byte[] answer = HexFormat.of().parseHex("0001" + "0002" + "0003");

        assertThat(RegisterPoint.parse("holding:102:uint16").value(100, answer)).isEqualTo(3L);
        assertThat(RegisterPoint.parse("coil:107").value(100, new byte[] {(byte) 0x80}))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature        | coil:, discrete:, holding: or input: and an address",
                "Holding:1:int16    | coil:, discrete:, holding: or input: and an address",
                "holding            | after holding: an address of 0 to 65535 as on the wire",
                "holding:65536:int16| an address of 0 to 65535",
                "holding:-1:int16   | an address of 0 to 65535",
                "holding:1          | after the address one of int16, uint16, int32, uint32, float32",
                "holding:1:int8     | after the address one of int16",
                "holding:65535:int32| registers up to 65535: int32 takes 2",
                "holding:1:int32:xx | after int32 at most be or le, then swap",
                "holding:1:int32:swap:be | after int32 at most be or le, then swap",
                "holding:1:int16:swap | no swap: int16 is a single register",
                "holding:1:bit      | bit:0, the least significant, to bit:15",
                "holding:1:bit:16   | bit:0, the least significant, to bit:15",
                "holding:1:bit:1:le | bit:0, the least significant, to bit:15",
                "coil:1:int16       | nothing after the address: a coil is one bit",
                "coil:              | an address of 0 to 65535",
            })
    void whatDoesNotFitIsToldWithWhatWould(String notation, String expected) {
        assertThatThrownBy(() -> RegisterPoint.parse(notation))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("source: got \"" + notation + "\", expected ")
                .hasMessageContaining(expected);
    }

    @Property(tries = 2_000)
    void anyTextIsTakenOrRefusedInWords(@ForAll String text) {
        try {
            assertThat(RegisterPoint.parse(text).notation()).isEqualTo(text);
        } catch (InvalidValue e) {
            assertThat(e.expected()).isNotBlank();
        }
    }

    @Property(tries = 1_000)
    void everyOrderOfBytesFindsTheNumberAgain(
            @ForAll long value,
            @ForAll boolean littleEndian,
            @ForAll boolean swapped,
            @ForAll @IntRange(max = 100) int at) {
        String notation = "input:" + at + ":uint64" + (littleEndian ? ":le" : "") + (swapped ? ":swap" : "");
        byte[] wire = ByteBuffer.allocate(8).putLong(value).array();
        byte[] sent = new byte[8];
        for (int register = 0; register < 4; register++) {
            int from = swapped ? 3 - register : register;
            sent[2 * register] = wire[2 * from + (littleEndian ? 1 : 0)];
            sent[2 * register + 1] = wire[2 * from + (littleEndian ? 0 : 1)];
        }

        assertThat(RegisterPoint.parse(notation).value(at, sent))
                .isEqualTo(new BigInteger(Long.toUnsignedString(value)));
    }

    @Test
    void everyTypeOfTheDocumentationIsTaken() {
        for (RegisterType type : RegisterType.values()) {
            String notation = "holding:7:" + type.word() + (type == RegisterType.BIT ? ":0" : "");
            assertThatCode(() -> RegisterPoint.parse(notation)).doesNotThrowAnyException();
        }
    }
}
