package io.caretaker.ingest.lorawan.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.InvalidValue;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes, a codec answers with a value. */
class AnyInputTest {
    private static final CodecEngine ENGINE = new CodecEngine(SandboxLimits.defaults(), System::nanoTime);
    private static final JsCodec WEATHER = ENGINE.load("weather", Scripts.WEATHER);

    private static final List<String> PIECES = List.of(
            "decodeUplink",
            "function ",
            "input",
            "bytes",
            "return ",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "data",
            ":",
            ";",
            ",",
            "'",
            "\"",
            "`",
            "//",
            "/*",
            "*/",
            "var ",
            "let ",
            "=",
            "=>",
            "throw ",
            "new ",
            "Proxy",
            "get ",
            "while(1)",
            "null",
            "1e9",
            "...",
            "async ",
            "await ",
            "yield ",
            "class ",
            "\n",
            "\\",
            "/",
            "#",
            "\u2028",
            "\uD800");

    @Property(tries = 2_000)
    void noPayloadThrows(@ForAll @Size(max = 255) byte[] bytes, @ForAll @IntRange(max = 255) int port) {
        assertThat(WEATHER.decodeUplink(new CodecUplink(bytes, port))).isNotNull();
    }

    @Property(tries = 300)
    void noScriptThrowsAnythingButThatItIsNone(@ForAll("scripts") String script) {
        JsCodec codec;
        try {
            codec = ENGINE.load("any", script);
        } catch (InvalidValue refused) {
            return;
        }
        assertThat(codec.decodeUplink(new CodecUplink(new byte[] {1, 2}, 1))).isNotNull();
        assertThat(codec.encode(Map.of("a", 1), 1)).isNotNull();
        codec.close();
    }

    @Provide
    Arbitrary<String> scripts() {
        Arbitrary<String> soup = Arbitraries.of(PIECES).list().ofMaxSize(30).map(pieces -> String.join("", pieces));
        return Arbitraries.oneOf(
                soup,
                soup.map(body -> "function decodeUplink(input) {" + body + "}"),
                soup.map(body -> "function decodeUplink(input) { return {data: " + body + "}; }"),
                soup.map(body -> "function decodeUplink() { return {}; }" + body));
    }
}
