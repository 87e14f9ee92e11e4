package io.caretaker.ingest.lorawan.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.lorawan.codec.DecodedUplink.Failed;
import io.caretaker.ingest.lorawan.codec.DecodedUplink.Fields;
import io.caretaker.model.InvalidValue;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile script tries. Each attempt has to end by itself, as a value, and the next payload has to be decoded. */
class SandboxEscapeTest {
    /** Of a busy machine that runs other builds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final SandboxLimits LIMITS =
            new SandboxLimits(Duration.ofMillis(50), Duration.ofSeconds(5), 200_000, 32L << 20, 2);
    private static final AtomicLong AHEAD = new AtomicLong();
    private static final CodecEngine ENGINE = new CodecEngine(LIMITS, () -> System.nanoTime() + AHEAD.get());
    private static final CodecUplink UPLINK = new CodecUplink(new byte[] {1, 2, 3}, 1);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Java.type('java.lang.System').exit(1)",
                "java.lang.System.exit(1)",
                "Packages.java.lang.System.exit(1)",
                "load('/etc/passwd')",
                "loadWithNewGlobal('/etc/passwd')",
                "read('/etc/passwd')",
                "readFully('/etc/passwd')",
                "Polyglot.eval('js', '1')",
                "Graal.versionGraalVM",
                "require('fs')",
                "process.exit()",
                "quit()",
                "new SharedArrayBuffer(8)",
                "Atomics.wait(new Int32Array(8), 0, 0)",
                "new Worker('x')",
                "new WebAssembly.Memory({ initial: 1 })",
                "fetch('http://localhost')",
                "new XMLHttpRequest()",
                "Debug.dumpCounters()",
                "this.constructor.constructor('return Java')()",
                "(function(){}).constructor('return Polyglot')()"
            })
    void nothingOfTheHostIsThere(String attempt) {
        assertThat(decode(Scripts.doing(attempt)))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isEqualTo(Failure.THROWN));
    }

    @Test
    void theHostLeavesNoTraceInAValueEither() {
        assertThat(decode(Scripts.returning("{ data: { c: typeof input.getClass, m: typeof input.bytes.getClass, "
                        + "j: typeof Java, l: typeof load, p: typeof print } }")))
                .isEqualTo(new Fields(
                        Map.of(
                                "c",
                                "undefined",
                                "m",
                                "undefined",
                                "j",
                                "undefined",
                                "l",
                                "undefined",
                                "p",
                                "undefined"),
                        java.util.List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true);",
                "for (;;) { try { throw 1; } catch (e) { continue; } finally { continue; } }",
                "(function f(n) { f(n + 1); })(0)",
                "Promise.resolve().then(() => { while (true); })",
                "[3, 2, 1].sort(() => { while (true); })",
                "'x'.replace(/x/, () => { while (true); })",
                "new Array(1e8).fill(7)",
                "[...Array(1e8).keys()]",
                "let a = [1]; while (true) { a = a.concat(a); }",
                "const m = new Map(); for (let i = 0; ; i++) { m.set(i, 'text ' + i); }",
                "/^(a|a?)+\\1$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')",
                "function* g() { while (true) { yield 1; } } for (const x of g());"
            })
    void whatDoesNotEndIsEnded(String endless) {
        Failed failed = (Failed) decode(Scripts.doing(endless));

        assertThat(failed.failure()).isIn(Failure.LIMIT, Failure.THROWN);
    }

    /** Each overflow of the stack is caught where no room is left to react to anything: the engine cannot cancel that. */
    @Test
    void aCallThatCannotBeCancelledIsLeftAloneAndTheCodecIsNotRunAgain() {
        JsCodec codec = ENGINE.load("hydra", Scripts.doing("(function f() { try { f(); } finally { f(); } })()"));

        DecodedUplink first = Assertions.assertTimeoutPreemptively(PATIENCE, () -> codec.decodeUplink(UPLINK));
        DecodedUplink second = codec.decodeUplink(UPLINK);

        assertThat(first)
                .isInstanceOfSatisfying(
                        Failed.class, f -> assertThat(f.failure()).isEqualTo(Failure.LIMIT));
        assertThat(second)
                .isInstanceOfSatisfying(
                        Failed.class, f -> assertThat(f.failure()).isEqualTo(Failure.SUSPENDED));
        codec.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ data: { get a() { while (true); } } }",
                "{ get data() { while (true); } }",
                "{ data: new Proxy({}, { ownKeys() { while (true); } }) }",
                "{ data: new Proxy({ a: 1 }, { get() { while (true); } }) }",
                "new Proxy({}, { get() { while (true); }, has() { while (true); } })",
                "{ data: new Proxy({ a: 1 }, { getOwnPropertyDescriptor() { while (true); } }) }"
            })
    void readingTheResultIsUnderTheSameLimits(String trap) {
        assertThat(decode(Scripts.returning(trap)))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isEqualTo(Failure.LIMIT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(() => { const o = {}; o.o = o; return { data: o }; })()",
                "(() => { const l = []; l[1e9] = 1; return { data: { l } }; })()",
                "({ data: { text: 'x'.repeat(100000) } })",
                "(() => { const o = {}; for (let i = 0; i < 5000; i++) { o['k' + i] = i; } return { data: o }; })()",
                "({ data: { a: Array.from({ length: 4000 }, () => [1, 2, 3]) } })"
            })
    void resultsAreBounded(String expression) {
        assertThat(decode(Scripts.returning(expression))).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure()).isEqualTo(Failure.RESULT);
            assertThat(failed.reason()).contains("was not taken");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "undefined",
                "17",
                "'text'",
                "[1, 2]",
                "() => 1",
                "Symbol('s')",
                "{}",
                "{ data: null }",
                "{ data: 'text' }",
                "{ data: [1] }",
                "Promise.resolve({ data: {} })"
            })
    void whatIsNoResultIsNamed(String expression) {
        assertThat(decode(Scripts.returning("(" + expression + ")")))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isEqualTo(Failure.RESULT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object.prototype.data = { fake: 1 }",
                "Array.prototype.toJSON = () => 'fake'",
                "JSON.parse = () => ({})",
                "Reflect.ownKeys = () => []",
                "Function.prototype.call = () => { throw 1; }",
                "Array.prototype[Symbol.iterator] = () => { throw 1; }",
                "Object.defineProperty(globalThis, 'stuck', { value: 1, configurable: false })",
                "Date = null"
            })
    void tamperingWithBuiltInsDoesNotReachOurOwnCode(String tampering) {
        JsCodec codec = ENGINE.load("tampering", Scripts.doing(tampering));

        for (int i = 0; i < 3; i++) {
            DecodedUplink result = codec.decodeUplink(new CodecUplink(new byte[] {9}, 1, Map.of(), 1_000_000));
            assertThat(result).isEqualTo(new Fields(Map.of("done", 1), java.util.List.of()));
        }
        codec.close();
    }

    @Test
    void aThrownValueThatLoopsWhenReadIsNoTrap() {
        assertThat(decode(Scripts.doing("throw { toString() { while (true); }, get message() { while (true); } }")))
                .isInstanceOf(Failed.class);
        assertThat(decode(Scripts.doing("throw null"))).isInstanceOf(Failed.class);
        assertThat(decode(Scripts.doing("throw new Error('x'.repeat(100000))")))
                .isInstanceOfSatisfying(
                        Failed.class, f -> assertThat(f.reason()).hasSizeLessThanOrEqualTo(Failure.REASON_LENGTH));
    }

    @Test
    void aStoppedCodecDecodesTheNextPayload() {
        JsCodec codec = ENGINE.load("moody", """
                function decodeUplink(input) {
                  while (input.bytes[0] === 1);
                  return { data: { a: input.bytes[0] } };
                }
                """);

        for (int i = 0; i < 3; i++) {
            assertThat(codec.decodeUplink(UPLINK))
                    .isInstanceOfSatisfying(
                            Failed.class, f -> assertThat(f.failure()).isEqualTo(Failure.LIMIT));
            assertThat(codec.decodeUplink(new CodecUplink(new byte[] {4}, 1)))
                    .isEqualTo(new Fields(Map.of("a", 4), java.util.List.of()));
        }
        codec.close();
    }

    @Test
    void aCodecThatIsStoppedTimeAfterTimeRests() {
        JsCodec codec = ENGINE.load("endless", Scripts.doing("while (input.bytes[0] === 1)"));
        CodecUplink harmless = new CodecUplink(new byte[] {4}, 1);
        for (int i = 0; i < 5; i++) {
            assertThat(codec.decodeUplink(UPLINK))
                    .isInstanceOfSatisfying(
                            Failed.class, f -> assertThat(f.failure()).isEqualTo(Failure.LIMIT));
        }

        assertThat(codec.decodeUplink(harmless))
                .isInstanceOfSatisfying(
                        Failed.class, f -> assertThat(f.failure()).isEqualTo(Failure.SUSPENDED));
        AHEAD.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(codec.decodeUplink(harmless)).isInstanceOf(Fields.class);
        codec.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"while (true);", "function decodeUplink() {} new Array(1e8).fill(1);"})
    void loadingIsBoundedToo(String script) {
        Assertions.assertTimeoutPreemptively(
                PATIENCE,
                () -> org.assertj.core.api.Assertions.assertThatThrownBy(() -> ENGINE.load("endless", script))
                        .isInstanceOf(InvalidValue.class)
                        .hasMessageContaining("stopped"));
    }

    @Test
    void oneCodecSeesNothingOfAnother() {
        JsCodec one = ENGINE.load("one", Scripts.doing("Object.prototype.stain = 1; Math.stain = 1"));
        JsCodec two = ENGINE.load("two", Scripts.returning("{ data: { o: typeof ({}).stain, m: typeof Math.stain } }"));

        one.decodeUplink(UPLINK);

        assertThat(two.decodeUplink(UPLINK))
                .isEqualTo(new Fields(Map.of("o", "undefined", "m", "undefined"), java.util.List.of()));
        one.close();
        two.close();
    }

    private static DecodedUplink decode(String script) {
        return Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            JsCodec codec = ENGINE.load("attempt", script);
            try {
                return codec.decodeUplink(UPLINK);
            } finally {
                codec.close();
            }
        });
    }
}
