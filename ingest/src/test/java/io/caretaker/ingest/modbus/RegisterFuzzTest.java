package io.caretaker.ingest.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.testing.Fuzz;
import io.caretaker.model.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RegisterFuzzTest {
    /** The frames themselves are the library's to read; the notation and the registers are ours. */
    @Test
    void anyNotationIsAPointOrRefusedAndAnyRegistersAreAValue() {
        Fuzz.of("holding:0:int16", "input:12:uint32:le:swap", "coil:3", "holding:7:bit:15", "input:65535:float64")
                .each(bytes -> {
                    RegisterPoint point;
                    try {
                        point = RegisterPoint.parse(new String(bytes, StandardCharsets.UTF_8));
                    } catch (InvalidValue refused) {
                        assertThat(refused).hasMessageContaining("expected");
                        return;
                    }
                    assertThat(point.value(point.address(), Arrays.copyOf(bytes, 16)))
                            .isInstanceOfAny(Number.class, Boolean.class);
                });
    }
}
