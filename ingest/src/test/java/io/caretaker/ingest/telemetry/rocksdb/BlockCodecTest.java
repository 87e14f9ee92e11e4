package io.caretaker.ingest.telemetry.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BlockCodecTest {
    private static final long NOW = 1_764_000_000_000_000L;

    private record Point(long time, double value, byte quality) {}

    @Provide
    Arbitrary<Samples> samples() {
        Arbitrary<Long> times = Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(0, 2_000).map(minute -> NOW + minute * 60_000_000),
                Arbitraries.longs().between(0, 2_000_000).map(milli -> NOW + milli * 1_000));
        Arbitrary<Double> decimals =
                Arbitraries.integers().between(-9_999, 9_999).map(i -> i / 10.0);
        Arbitrary<Double> anything = Arbitraries.oneOf(
                decimals, Arbitraries.doubles(), Arbitraries.of(-0.0, Double.NaN, Double.MIN_VALUE, 1.0));
        return Arbitraries.of(decimals, anything)
                .flatMap(values -> Combinators.combine(
                                times, values, Arbitraries.bytes().between((byte) 0, (byte) 2))
                        .as(Point::new)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(120))
                .map(BlockCodecTest::sorted);
    }

    private static Samples sorted(List<Point> points) {
        TreeMap<Long, Point> byTime = new TreeMap<>();
        points.forEach(p -> byTime.put(p.time(), p));
        Samples.Builder samples = new Samples.Builder(byTime.size());
        byTime.values().forEach(p -> samples.add(p.time(), p.value(), p.quality()));
        return samples.build();
    }

    @Property(tries = 1_000)
    void whatIsEncodedComesBack(@ForAll("samples") Samples samples) {
        DecodedBlock decoded = BlockCodec.decode(BlockCodec.encode(samples));

        assertThat(decoded).isInstanceOfSatisfying(DecodedBlock.Ok.class, ok -> {
            assertThat(ok.samples().size()).isEqualTo(samples.size());
            for (int i = 0; i < samples.size(); i++) {
                assertThat(ok.samples().sample(i)).isEqualTo(samples.sample(i));
                assertThat(Double.doubleToRawLongBits(ok.samples().value(i)))
                        .isEqualTo(Double.doubleToRawLongBits(samples.value(i)));
            }
        });
    }

    @Property(tries = 2_000)
    void anyBytesGiveAResult(@ForAll byte[] bytes) {
        assertThat(BlockCodec.decode(bytes)).isNotNull();
    }

    @Property(tries = 1_000)
    void aDamagedByteGivesAResult(@ForAll("samples") Samples samples, @ForAll int at, @ForAll byte value) {
        byte[] block = BlockCodec.encode(samples);
        block[Math.floorMod(at, block.length)] = value;

        assertThat(BlockCodec.decode(block)).isNotNull();
    }

    @Test
    void aWrongVersionTellsWhere() {
        assertThat(BlockCodec.decode(new byte[] {7, 0, 1})).isEqualTo(new DecodedBlock.Corrupt(0, "block version 1"));
    }

    @Test
    void aRegularPressureTakesLessThanAByteAndAHalf() {
        Samples.Builder samples = new Samples.Builder(480);
        for (int i = 0; i < 480; i++) {
            // One decimal, wandering by a few tenths a minute.
            samples.add(NOW + i * 60_000_000L, 312 + (i * 7 % 11) / 10.0, (byte) 0);
        }

        assertThat(BlockCodec.encode(samples.build())).hasSizeLessThan(480 * 3 / 2);
    }
}
