package io.caretaker.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TelemetryJsonTest {
    private final TelemetryJson json = new TelemetryJson(new CodecLimits(64 * 1024, 100));

    @Test
    void objectWithDeviceAndReadings() {
        Decoded.Readings decoded = readings("""
                {"device":"pz1-p3","readings":[
                  {"metric":"water_pressure","value":312.5,"unit":"kPa","time":"2026-11-24T03:12:00Z"},
                  {"metric":"contactor_closed","value":true}]}""");

        assertThat(decoded.readings())
                .containsExactly(
                        new RawReading(0, "pz1-p3", "water_pressure", 312.5, "kPa", micros("2026-11-24T03:12:00Z")),
                        new RawReading(1, "pz1-p3", "contactor_closed", 1, "", RawReading.ARRIVAL));
        assertThat(decoded.rejected()).isEmpty();
    }

    @Test
    void deviceMayFollowTheReadings() {
        assertThat(readings("{\"readings\":[{\"metric\":\"m\",\"value\":1}],\"device\":\"d\"}")
                        .readings())
                .extracting(RawReading::device)
                .containsExactly("d");
    }

    @Test
    void arrayOfObjectsCountsReadingsThroughTheWholePayload() {
        Decoded.Readings decoded = readings("""
                [{"device":"a","readings":[{"metric":"m","value":1},{"metric":"m","value":2}]},
                 {"device":"b","readings":[{"metric":"m","value":3}]}]""");

        assertThat(decoded.readings())
                .extracting(RawReading::index, RawReading::device, RawReading::value)
                .containsExactly(tuple(0, "a", 1.0), tuple(1, "a", 2.0), tuple(2, "b", 3.0));
    }

    @Test
    void bareReadingsLeaveTheDeviceOpen() {
        assertThat(readings("{\"metric\":\"m\",\"value\":1}").readings())
                .containsExactly(new RawReading(0, "", "m", 1, "", RawReading.ARRIVAL));
        assertThat(readings("[{\"metric\":\"m\",\"value\":1},{\"metric\":\"n\",\"value\":2}]")
                        .readings())
                .hasSize(2);
    }

    @Test
    void aReadingBesideReadingsIsNotLost() {
        Decoded.Readings decoded = readings(
                "{\"device\":\"d\",\"readings\":[{\"metric\":\"m\",\"value\":1}],\"metric\":\"n\",\"value\":2}");

        assertThat(decoded.readings())
                .extracting(RawReading::index, RawReading::device, RawReading::metric)
                .containsExactly(tuple(0, "d", "m"), tuple(1, "d", "n"));
    }

    @Test
    void faultsOfItemsAreCollectedAndTheRestIsKept() {
        Decoded.Readings decoded = readings("""
                {"readings":[{"metric":"a","value":"12"},{"value":1},{"metric":"b"},{"metric":"c","value":4},
                  {"metric":"d","value":1,"time":"yesterday"},{"metric":"e","value":null},{"metric":7,"value":1}]}""");

        assertThat(decoded.readings()).extracting(RawReading::metric).containsExactly("c");
        assertThat(decoded.rejected())
                .extracting(Rejection::index, Rejection::reason, Rejection::field, Rejection::value)
                .containsExactly(
                        tuple(0, RejectReason.VALUE, "value", "12"),
                        tuple(1, RejectReason.UNKNOWN_METRIC, "metric", ""),
                        tuple(2, RejectReason.VALUE, "value", ""),
                        tuple(4, RejectReason.TIME, "time", "yesterday"),
                        tuple(5, RejectReason.VALUE, "value", "null"),
                        tuple(6, RejectReason.UNKNOWN_METRIC, "metric", "7"));
    }

    @Test
    void unknownFieldsAreSkipped() {
        assertThat(readings("{\"v\":[1,{\"x\":2}],\"readings\":[{\"metric\":\"m\",\"value\":1,\"q\":{\"a\":[]}}]}")
                        .readings())
                .hasSize(1);
    }

    @Test
    void brokenJsonIsRefusedWithItsPosition() {
        Decoded.Refused refused = refused("{\"readings\":[{\"metric\":\"m\",\"value\":1},]}");

        assertThat(refused.reason()).isEqualTo(RejectReason.MALFORMED);
        assertThat(refused.offset()).isEqualTo(38);
    }

    @Test
    void otherShapesAreRefused() {
        for (String other :
                List.of("", "  ", "42", "null", "\"x\"", "[1]", "{\"readings\":5}", "{\"device\":5}", "{}{}", "[")) {
            assertThat(json.decode(bytes(other))).as(other).isInstanceOfAny(Decoded.Refused.class);
        }
    }

    @Test
    void limitsOfSizeNumberAndDepthHold() {
        String one = "{\"metric\":\"m\",\"value\":1},";
        String many = "[" + one.repeat(100) + "{\"metric\":\"m\",\"value\":1}]";

        assertThat(refused(many).reason()).isEqualTo(RejectReason.TOO_MANY_READINGS);
        assertThat(refused("{\"x\":\"" + "y".repeat(70_000) + "\"}").reason()).isEqualTo(RejectReason.TOO_LARGE);
        assertThat(refused("{\"a\":".repeat(20) + "1" + "}".repeat(20)).reason())
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Property
    void arbitraryBytesNeverThrow(@ForAll byte[] payload) {
        assertThat(json.decode(payload)).isNotNull();
    }

    @Property
    void damagedMessagesNeverThrow(@ForAll("messages") List<RawReading> messages, @ForAll int at, @ForAll byte damage) {
        byte[] payload = new TelemetryJsonWriter().encode("d", messages);
        payload[Math.floorMod(at, payload.length)] = damage;

        assertThat(json.decode(payload)).isNotNull();
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("messages") List<RawReading> messages) {
        byte[] payload = new TelemetryJsonWriter().encode("dev-1", messages);

        assertThat(json.decode(payload)).isEqualTo(new Decoded.Readings(messages, List.of()));
    }

    @Provide
    Arbitrary<List<RawReading>> messages() {
        Arbitrary<RawReading> reading = Combinators.combine(
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20),
                        Arbitraries.doubles(),
                        Arbitraries.of("", "kPa", "Cel", "µg/L"),
                        Arbitraries.longs().between(0, 4_000_000_000_000_000L))
                .as((metric, value, unit, time) -> new RawReading(0, "dev-1", metric, value, unit, time));
        return reading.list().ofMaxSize(20).map(TelemetryJsonTest::numbered);
    }

    private static List<RawReading> numbered(List<RawReading> readings) {
        return java.util.stream.IntStream.range(0, readings.size())
                .mapToObj(i -> {
                    RawReading r = readings.get(i);
                    return new RawReading(i, r.device(), r.metric(), r.value(), r.unit(), r.timeMicros());
                })
                .toList();
    }

    private Decoded.Readings readings(String text) {
        return (Decoded.Readings) json.decode(bytes(text));
    }

    private Decoded.Refused refused(String text) {
        return (Decoded.Refused) json.decode(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }
}
