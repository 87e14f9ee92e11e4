package io.caretaker.ingest.json;

import static io.caretaker.ingest.testing.Sound.assertSound;

import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.testing.Fuzz;
import org.junit.jupiter.api.Test;

class TelemetryFuzzTest {
    @Test
    void anyBytesAreReadingsOrARefusal() {
        TelemetryJson json = new TelemetryJson(new CodecLimits(2_048, 20));

        Fuzz.of(
                        "{\"device\":\"p\",\"readings\":[{\"metric\":\"water_pressure\",\"value\":312.5,\"unit\":\"kPa\","
                                + "\"time\":\"2026-11-24T03:12:00Z\"},{\"metric\":\"on\",\"value\":true}]}",
                        "[{\"readings\":[{\"value\":1e308,\"metric\":\"\\u6c34\"}],\"device\":\"a\"},{\"device\":\"b\"}]",
                        "[".repeat(40) + "1" + "]".repeat(40),
                        "{\"readings\":[{\"metric\":\"m\",\"value\":" + "9".repeat(400) + "e999999999}]}",
                        "{\"a\":1,\"a\":{\"b\":[null,false,\"\\ud800\"]},\"readings\":[],\"readings\":[{\"metric\":\"m\"}]}")
                .each(bytes -> assertSound(json.decode(bytes), 21));
    }
}
