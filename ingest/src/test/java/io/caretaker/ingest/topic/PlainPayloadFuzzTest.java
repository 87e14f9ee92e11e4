package io.caretaker.ingest.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.testing.Fuzz;
import org.junit.jupiter.api.Test;

class PlainPayloadFuzzTest {
    @Test
    void anyPayloadIsAWordFieldsOrNeither() {
        CodecLimits limits = new CodecLimits(2_048, 20);

        Fuzz.of(
                        "3.12",
                        "\"open\"",
                        "{\"ENERGY\":{\"Power\":[12.5,null,true],\"Total\":1e400},\"Time\":\"2026-11-24T03:12:00\"}",
                        "{\"a\":".repeat(50),
                        "{\"a\":1,\"a\":2,\"b\":" + "7".repeat(200) + "}")
                .each(bytes -> {
                    PlainPayload.word(bytes)
                            .ifPresent(word -> assertThat(word.length()).isBetween(1, bytes.length));
                    PlainPayload.object(bytes, limits)
                            .ifPresent(fields -> assertThat(fields.size()).isLessThan(bytes.length));
                });
    }
}
