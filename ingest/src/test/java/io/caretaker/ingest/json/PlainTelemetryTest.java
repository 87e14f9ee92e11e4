package io.caretaker.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.text.TextCache;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way reads what the general parser reads, or leaves it to that. */
class PlainTelemetryTest {
    private static final CodecLimits LIMITS = CodecLimits.defaults();
    private final TelemetryJson json = new TelemetryJson(LIMITS);
    private final TextCache texts = new TextCache(4_096);

    @Test
    void whatDevicesSendTakesTheShortWay() {
        assertThat(
                        plain(
                                "{\"device\":\"pz1\",\"readings\":[{\"metric\":\"water_pressure\",\"value\":-312.05,\"unit\":\"kPa\","
                                        + "\"time\":\"2026-11-24T03:12:00.25+08:00\"}, {\"metric\": \"valve_open\", \"value\":  1}]}"))
                .isNotNull()
                .satisfies(read -> assertThat(read.readings()).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"readings\":[]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":01}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":-0}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1.}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":- 1}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1e3}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":12345678901234567}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1,\"value\":2}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1,\"time\":\"yesterday\"}]}",
                "{\"readings\":[{\"metric\":\"a\\u0062\",\"value\":1}]}",
                "{\"readings\":[{\"metric\":\"压力\",\"value\":1}]}",
                "{\"readings\":[{\"metric\":\"a\"}]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1}],\"device\":\"late\"}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1}]}x",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1},]}",
                "{\"readings\":[{\"metric\":\"a\",\"value\":1,}]}",
                "{\"readings\":[{\"metric\":\"a"
            })
    void whateverIsUnusualIsLeftToTheGeneralParser(String payload) {
        assertThat(plain(payload)).isNull();
    }

    @Property
    void bothWaysReadTheSame(@ForAll("payloads") String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        Decoded shortWay = plain(payload);
        if (shortWay != null) {
            assertThat(shortWay).isEqualTo(json.decodeAny(bytes, 0, bytes.length));
        }
    }

    @Property
    void aDamagedPayloadReadsTheSameBothWays(
            @ForAll("payloads") String payload, @ForAll @IntRange(max = 400) int where, @ForAll byte damage) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        bytes[where % bytes.length] = damage;
        Decoded.Readings read = new PlainTelemetry(bytes, 0, bytes.length, 5_000, texts).read();
        if (read != null) {
            assertThat(read).isEqualTo(json.decodeAny(bytes, 0, bytes.length));
        }
    }

    @Property
    void aCutPayloadIsNeverReadTheShortWay(
            @ForAll("payloads") String payload, @ForAll @IntRange(max = 400) int length) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        int cut = length % bytes.length;
        assertThat(new PlainTelemetry(bytes, 0, cut, 5_000, texts).read()).isNull();
    }

    @Provide
    Arbitrary<String> payloads() {
        Arbitrary<String> metric =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(70);
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.bigDecimals().ofScale(4).map(Object::toString),
                Arbitraries.doubles().map(Object::toString),
                Arbitraries.longs().map(Object::toString),
                Arbitraries.of("0", "-0", "0.0", "-0.5", "999999999999999", "9007199254740993", "true", "null"));
        Arbitrary<String> time = Arbitraries.of(
                "",
                ",\"time\":\"2026-11-24T03:12:00Z\"",
                ",\"time\":\"2024-02-29T23:59:60.123456789-11:30\"",
                ",\"time\":\"2023-02-29T00:00:00Z\"");
        Arbitrary<String> unit = Arbitraries.of("", ",\"unit\":\"kPa\"", ",\"unit\":\"\"");
        Arbitrary<String> reading = Combinators.combine(metric, value, unit, time)
                .as((m, v, u, t) -> "{\"metric\":\"" + m + "\",\"value\":" + v + u + t + "}");
        Arbitrary<String> readings = reading.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> list.stream().collect(Collectors.joining(", ", "\"readings\":[", "]")));
        return Combinators.combine(Arbitraries.of("", "\"device\":\"pz1-p3\","), readings)
                .as((d, r) -> "{" + d + r + "}");
    }

    private Decoded.Readings plain(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new PlainTelemetry(bytes, 0, bytes.length, LIMITS.maxReadings(), texts).read();
    }
}
