package io.caretaker.ingest.lorawan.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.lorawan.codec.DecodedUplink.Failed;
import io.caretaker.ingest.lorawan.codec.DecodedUplink.Fields;
import io.caretaker.model.InvalidValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JsCodecTest {
    private static final CodecEngine ENGINE = new CodecEngine(SandboxLimits.defaults(), System::nanoTime);
    private static final CodecUplink COLD = new CodecUplink(new byte[] {1, (byte) 0xff, (byte) 0xce, 2, 90}, 2);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void decodeUplinkGivesItsData() {
        assertThat(fields(Scripts.WEATHER, COLD).fields())
                .containsExactlyInAnyOrderEntriesOf(Map.of("temperature", -5, "humidity", 45));
    }

    @Test
    void everyPayloadStartsWithFreshVariables() {
        JsCodec codec = ENGINE.load("weather", Scripts.WEATHER);

        List<DecodedUplink> results =
                IntStream.range(0, 5).mapToObj(i -> codec.decodeUplink(COLD)).toList();

        assertThat(results).containsOnly(results.get(0)).first().isInstanceOf(Fields.class);
        codec.close();
    }

    @Test
    void whatAScriptLeavesInTheGlobalObjectIsTakenBack() {
        JsCodec codec = ENGINE.load("counting", """
                function decodeUplink(input) {
                  if (typeof count === 'undefined') { count = 0; }
                  count++;
                  globalThis.other = 'left';
                  return { data: { count: count } };
                }
                """);

        codec.decodeUplink(COLD);

        assertThat(codec.decodeUplink(COLD)).isEqualTo(new Fields(Map.of("count", 1), List.of()));
        codec.close();
    }

    @Test
    void theOlderSignaturesAreCalledInTheirOrderOfArguments() {
        CodecUplink uplink = new CodecUplink(new byte[] {7, 8}, 3, Map.of("height", "4"), 0);

        assertThat(fields("function Decode(fPort, bytes, v) { return { p: fPort, b: bytes, h: v.height }; }", uplink)
                        .fields())
                .isEqualTo(Map.of("p", 3, "b", List.of(7, 8), "h", "4"));
        assertThat(fields("var Decoder = (bytes, port) => ({ p: port, b: bytes[1] })", uplink)
                        .fields())
                .isEqualTo(Map.of("p", 3, "b", 8));
        assertThat(fields("function Decode() { return { data: { a: 1 }, warnings: ['w'] }; }", uplink))
                .isEqualTo(new Fields(Map.of("a", 1), List.of("w")));
    }

    @Test
    void theNewestSignatureWins() {
        String both = "function Decode(p, b) { return { old: 1 }; } " + Scripts.returning("{ data: { now: 1 } }");

        assertThat(fields(both, COLD).fields()).containsOnlyKeys("now");
    }

    @Test
    void inputCarriesVariablesAndTimeOfReception() {
        CodecUplink uplink = new CodecUplink(new byte[0], 1, Map.of("a\"b", "c\\d"), 1_700_000_000_250_000L);

        assertThat(fields(
                                Scripts.returning(
                                        "{ data: { t: input.recvTime, v: input.variables, n: input.bytes.length } }"),
                                uplink)
                        .fields())
                .isEqualTo(Map.of("t", "2023-11-14T22:13:20.250Z", "v", Map.of("a\"b", "c\\d"), "n", 0));
        assertThat(fields(Scripts.returning("{ data: { t: typeof input.recvTime } }"), COLD)
                        .fields())
                .isEqualTo(Map.of("t", "undefined"));
    }

    @Test
    void errorsAndExceptionsAreFailuresWithTheirWords() {
        assertThat(decode(Scripts.WEATHER, new CodecUplink(new byte[0], 9)))
                .isEqualTo(new Failed(Failure.REPORTED, "port 9 is not known"));
        assertThat(decode(Scripts.doing("input.nothing.there"), COLD)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure()).isEqualTo(Failure.THROWN);
            assertThat(failed.reason()).contains("TypeError").contains("line 1");
        });
        assertThat(decode(Scripts.doing("throw 'no'"), COLD)).isEqualTo(new Failed(Failure.THROWN, "no (line 1)"));
        assertThat(decode(Scripts.returning("{ errors: 'all wrong' }"), COLD))
                .isEqualTo(new Failed(Failure.REPORTED, "all wrong"));
        assertThat(decode(Scripts.returning("{ data: { a: 1 }, errors: [] }"), COLD))
                .isInstanceOf(Fields.class);
    }

    @Test
    void warningsAreKept() {
        assertThat(fields(Scripts.WEATHER, new CodecUplink(new byte[] {2, 90, 77}, 2)))
                .isEqualTo(new Fields(Map.of("humidity", 45), List.of("rest not understood")));
    }

    @Test
    void resultsComeAsJsonWouldHaveThem() {
        Map<String, Object> fields = fields(Scripts.returning("""
                        { data: { date: new Date(0), typed: new Uint8Array([1, 255]), nan: NaN, inf: -1 / 0, f: () => 1,
                          gone: undefined, nothing: null, big: 2 ** 40, real: 0.5, yes: true, deep: { list: [[1], {}] } } }
                        """), COLD).fields();

        assertThat(fields)
                .containsEntry("date", "1970-01-01T00:00:00.000Z")
                .containsEntry("typed", List.of(1, 255))
                .containsEntry("nan", null)
                .containsEntry("inf", null)
                .containsEntry("nothing", null)
                .doesNotContainKeys("f", "gone")
                .containsEntry("real", 0.5)
                .containsEntry("yes", true)
                .containsEntry("deep", Map.of("list", List.of(List.of(1), Map.of())));
        assertThat(((Number) fields.get("big")).doubleValue()).isEqualTo(0x1p40);
    }

    @Test
    void aScriptThatCannotBeACodecIsRefusedInWords() {
        assertThatThrownBy(() -> ENGINE.load("x", "function decodeUplink( {"))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("SyntaxError");
        assertThatThrownBy(() -> ENGINE.load("x", "var a = 1;"))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("decodeUplink");
        assertThatThrownBy(() -> ENGINE.load("x", "throw new Error('not today')"))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("not today");
        assertThatThrownBy(() -> ENGINE.load("x", "return [1]; }); (function () {"))
                .as("the wrapper cannot be left")
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("SyntaxError");
    }

    @Test
    void trailingCommentsAndByteOrderMarksAreNoMatter() {
        assertThat(fields("\uFEFF" + Scripts.returning("{ data: { a: 1 } }") + " // end", COLD)
                        .fields())
                .isEqualTo(Map.of("a", 1));
    }

    @Test
    void commandsAreEncoded() {
        JsCodec codec = ENGINE.load("weather", Scripts.WEATHER);

        assertThat(codec.encodes()).isTrue();
        assertThat(codec.encodeDownlink(Map.of("interval", 600))).contains(new byte[] {1, 2, 88});
        assertThat(codec.encode(Map.of("interval", 600), 1))
                .isInstanceOfSatisfying(
                        EncodedDownlink.Bytes.class,
                        bytes -> assertThat(bytes.fPort()).isEqualTo(5));
        assertThat(codec.encode(Map.of(), 1))
                .isEqualTo(new EncodedDownlink.Failed(Failure.REPORTED, "interval is missing"));
        codec.close();
    }

    @Test
    void theOlderEncodersAreCalledInTheirOrderOfArguments() {
        assertThat(ENGINE.load("x", "function Encode(port, data) { return [port, data.a]; }")
                        .encode(Map.of("a", 255), 9))
                .isInstanceOfSatisfying(
                        EncodedDownlink.Bytes.class, b -> assertThat(b.bytes()).containsExactly(9, -1));
        assertThat(ENGINE.load("x", "function Encoder(data, port) { return [port, data.a]; }")
                        .encodeDownlink(Map.of("a", 4)))
                .contains(new byte[] {1, 4});
        assertThat(ENGINE.load("x", "function Encode() { return [256]; }").encodeDownlink(Map.of()))
                .isEmpty();
        assertThat(ENGINE.load("x", Scripts.returning("{}")).encode(Map.of(), 1))
                .isInstanceOfSatisfying(
                        EncodedDownlink.Failed.class,
                        f -> assertThat(f.failure()).isEqualTo(Failure.NO_FUNCTION));
    }

    @Test
    void severalThreadsDecodeAtTheSameTime() throws Exception {
        JsCodec codec = ENGINE.load("weather", Scripts.WEATHER);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> done = threads.invokeAll(IntStream.range(0, 4)
                    .mapToObj(t -> (Callable<Boolean>) () -> IntStream.range(0, 250)
                            .allMatch(i -> codec.decodeUplink(new CodecUplink(new byte[] {2, (byte) (2 * i % 200)}, 2))
                                    .equals(new Fields(Map.of("humidity", i % 100), List.of()))))
                    .toList());
            for (Future<Boolean> all : done) {
                assertThat(all.get()).isTrue();
            }
        } finally {
            threads.shutdown();
            codec.close();
        }
    }

    @Test
    void aClosedCodecSaysSo() {
        JsCodec codec = ENGINE.load("weather", Scripts.WEATHER);
        codec.close();

        assertThat(codec.decodeUplink(COLD))
                .isInstanceOfSatisfying(
                        Failed.class, f -> assertThat(f.failure()).isEqualTo(Failure.BUSY));
    }

    @Test
    void whatIsNoUplinkIsRefusedBeforeTheScript() {
        assertThatThrownBy(() -> new CodecUplink(new byte[256], 1)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new CodecUplink(new byte[0], 256)).isInstanceOf(InvalidValue.class);
        byte[] most = new byte[255];
        Arrays.fill(most, (byte) 200);
        assertThat(fields(Scripts.returning("{ data: { last: input.bytes[254] } }"), new CodecUplink(most, 255))
                        .fields())
                .isEqualTo(Map.of("last", 200));
    }

    private static DecodedUplink decode(String script, CodecUplink uplink) {
        JsCodec codec = ENGINE.load("test", script);
        try {
            return codec.decodeUplink(uplink);
        } finally {
            codec.close();
        }
    }

    private static Fields fields(String script, CodecUplink uplink) {
        DecodedUplink result = decode(script, uplink);
        assertThat(result).isInstanceOf(Fields.class);
        return (Fields) result;
    }
}
