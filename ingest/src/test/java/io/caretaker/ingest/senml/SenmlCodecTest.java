package io.caretaker.ingest.senml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SenmlCodecTest {
    private static final long NOW = 1_764_000_000_000_000L;

    private final SenmlCodec json = SenmlCodec.json(new CodecLimits(64 * 1024, 100));
    private final SenmlCodec cbor = SenmlCodec.cbor(new CodecLimits(64 * 1024, 100));

    @Test
    void baseFieldsApplyUntilReplaced() {
        Decoded.Readings decoded = readings("""
                [{"bn":"p-1/","bt":1.7e9,"bu":"Pa","bv":1000,"n":"water_pressure","v":5},
                 {"n":"water_pressure","v":6,"t":-5},
                 {"bn":"urn:dev:id:p-2:","n":"water_flow","u":"m3/h","v":7,"t":1}]""");

        assertThat(decoded.readings())
                .containsExactly(
                        new RawReading(0, "p-1", "water_pressure", 1_005, "Pa", 1_700_000_000_000_000L),
                        new RawReading(1, "p-1", "water_pressure", 1_006, "Pa", 1_699_999_995_000_000L),
                        new RawReading(2, "p-2", "water_flow", 1_007, "m3/h", 1_700_000_001_000_000L));
    }

    @Test
    void timesBelow2To28AreRelativeToNow() {
        Decoded.Readings decoded =
                readings("[{\"n\":\"a\",\"v\":1,\"t\":-1.5},{\"n\":\"a\",\"v\":1},{\"n\":\"a\",\"v\":1,\"t\":60}]");

        assertThat(decoded.readings())
                .extracting(RawReading::timeMicros)
                .containsExactly(NOW - 1_500_000, RawReading.ARRIVAL, NOW + 60_000_000);
    }

    @Test
    void booleansAreStatesAndOtherValuesAreRejectedOneByOne() {
        Decoded.Readings decoded = readings("""
                [{"n":"a","vb":true},{"n":"b","vs":"on"},{"n":"c","vd":"AQ"},{"n":"d","s":5},{"n":"e"},{"n":"_f","v":1},
                 {"bn":"x/"}]""");

        assertThat(decoded.readings())
                .extracting(RawReading::metric, RawReading::value)
                .containsExactly(tuple("a", 1.0));
        assertThat(decoded.rejected())
                .extracting(Rejection::index, Rejection::reason, Rejection::field)
                .containsExactly(
                        tuple(1, RejectReason.VALUE, "vs"),
                        tuple(2, RejectReason.VALUE, "vd"),
                        tuple(3, RejectReason.VALUE, "s"),
                        tuple(4, RejectReason.VALUE, "v"),
                        tuple(5, RejectReason.UNKNOWN_METRIC, "n"));
    }

    @Test
    void whatMustBeUnderstoodAndIsNotRefusesThePack() {
        Decoded.Refused refused = refused("[{\"n\":\"a\",\"v\":1,\"calibration_\":3}]");

        assertThat(refused.field()).isEqualTo("calibration_");
        assertThat(readings("[{\"n\":\"a\",\"v\":1,\"calibration\":{\"x\":[3]}}]")
                        .readings())
                .hasSize(1);
        assertThat(refused("[{\"bver\":11,\"n\":\"a\",\"v\":1}]").field()).isEqualTo("bver");
    }

    @Test
    void otherShapesAreRefused() {
        for (String other : List.of(
                "", "{}", "[1]", "[{\"n\":5,\"v\":1}]", "[{\"n\":\"a\",\"v\":\"1\"}]", "[{}]x", "[{\"v\":", "[]]")) {
            assertThat(json.decode(other.getBytes(StandardCharsets.UTF_8), NOW))
                    .as(other)
                    .isInstanceOf(Decoded.Refused.class);
        }
    }

    /** Written out by hand from RFC 8949, so that reader and writer do not only agree with each other. */
    @Test
    void cborWithIntegerLabels() {
        byte[] pack = HexFormat.of()
                .parseHex(("81 a5 21 64 70 2d 31 2f 22 1a 65 53 f1 00 23 62 50 61 00 61 61 02 f9 3e 00")
                        .replace(" ", ""));

        assertThat(((Decoded.Readings) cbor.decode(pack, NOW)).readings())
                .containsExactly(new RawReading(0, "p-1", "a", 1.5, "Pa", 1_700_000_000_000_000L));
    }

    @Property
    void arbitraryBytesNeverThrow(@ForAll byte[] payload) {
        assertThat(cbor.decode(payload, NOW)).isNotNull();
        assertThat(json.decode(payload, NOW)).isNotNull();
    }

    @Property
    void damagedPacksNeverThrow(@ForAll("packs") List<RawReading> pack, @ForAll int at, @ForAll byte damage) {
        for (SenmlCodec codec : List.of(json, cbor)) {
            byte[] payload = codec.encode("p-1", pack);
            payload[Math.floorMod(at, payload.length)] = damage;
            assertThat(codec.decode(payload, NOW)).isNotNull();
        }
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("packs") List<RawReading> pack) {
        assertThat(json.decode(json.encode("p-1", pack), NOW)).isEqualTo(new Decoded.Readings(pack, List.of()));
        assertThat(cbor.decode(cbor.encode("p-1", pack), NOW)).isEqualTo(new Decoded.Readings(pack, List.of()));
    }

    @Provide
    Arbitrary<List<RawReading>> packs() {
        Arbitrary<RawReading> reading = Combinators.combine(
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20),
                        Arbitraries.doubles(),
                        Arbitraries.of("", "Pa", "Cel"),
                        Arbitraries.longs().between(300_000_000_000_000L, 4_000_000_000_000_000L))
                .as((metric, value, unit, time) -> new RawReading(0, "p-1", metric, value, unit, time));
        return reading.list()
                .ofMaxSize(20)
                .map(list -> IntStream.range(0, list.size())
                        .mapToObj(i -> new RawReading(
                                i,
                                "p-1",
                                list.get(i).metric(),
                                list.get(i).value(),
                                list.get(i).unit(),
                                list.get(i).timeMicros()))
                        .toList());
    }

    private Decoded.Readings readings(String text) {
        return (Decoded.Readings) json.decode(text.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private Decoded.Refused refused(String text) {
        return (Decoded.Refused) json.decode(text.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
