package io.caretaker.ingest.lorawan.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.testing.Fuzz;
import io.caretaker.model.InvalidValue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A vendor's script is input too. Some 20,000 calls of it a second at most, and a new script takes milliseconds: fewer tries. */
class SandboxFuzzTest {
    private static final CodecEngine ENGINE = new CodecEngine(SandboxLimits.defaults(), System::nanoTime);

    @Test
    void anyPayloadIsFieldsOrAnError() {
        JsCodec weather = ENGINE.load("weather", Scripts.WEATHER);

        Fuzz.of(new byte[] {1, 0, 50}, new byte[255]).oneIn(10).each(bytes -> {
            byte[] payload = bytes.length > 255 ? java.util.Arrays.copyOf(bytes, 255) : bytes;
            assertThat(weather.decodeUplink(new CodecUplink(payload, payload.length)))
                    .isNotNull();
        });
    }

    @Test
    void anyScriptIsACodecOrRefused() {
        Fuzz.of(Scripts.WEATHER).oneIn(500).each(bytes -> {
            JsCodec codec;
            try {
                codec = ENGINE.load("any", new String(bytes, StandardCharsets.UTF_8));
            } catch (InvalidValue refused) {
                return;
            }
            assertThat(codec.decodeUplink(new CodecUplink(new byte[] {1, 2}, 1)))
                    .isNotNull();
            codec.close();
        });
    }
}
