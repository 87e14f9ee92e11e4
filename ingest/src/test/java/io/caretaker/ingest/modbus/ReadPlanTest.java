package io.caretaker.ingest.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReadPlanTest {
    @Test
    void neighboursAreReadTogetherAndAGapThatIsNotTooWideAlong() {
        assertThat(words(ReadPlan.of(points("holding:100:float32", "holding:110:int16", "holding:102:int16"), 8)))
                .containsExactly("holding 100 to 110");
        assertThat(words(ReadPlan.of(points("holding:100:float32", "holding:110:int16"), 7)))
                .containsExactly("holding 100 to 101", "holding 110");
    }

    @Test
    void tablesAreReadApart() {
        assertThat(words(ReadPlan.of(points("input:1:int16", "coil:1", "holding:0:int16", "discrete:2"), 8)))
                .containsExactly("coil 1", "discrete 2", "holding 0", "input 1");
    }

    @Test
    void moreThan125RegistersAreSeveralRequests() {
        List<RegisterPoint> all = IntStream.range(0, 130)
                .mapToObj(i -> RegisterPoint.parse("holding:" + i + ":int16"))
                .toList();

        assertThat(words(ReadPlan.of(all, 8))).containsExactly("holding 0 to 124", "holding 125 to 129");
    }

    @Test
    void aValueIsNeverDividedBetweenTwoRequests() {
        List<RegisterPoint> all = IntStream.range(0, 70)
                .mapToObj(i -> RegisterPoint.parse("holding:" + (2 * i) + ":float32"))
                .toList();

        assertThat(words(ReadPlan.of(all, 8))).containsExactly("holding 0 to 123", "holding 124 to 139");
    }

    @Test
    void aRefusedRequestIsTriedWithoutItsGapsThenPointByPoint() {
        ReadRequest whole = ReadPlan.of(points("holding:1:int16", "holding:2:int16", "holding:5:int16"), 8)
                .get(0);

        List<ReadRequest> withoutGaps = ReadPlan.smaller(whole);
        assertThat(words(withoutGaps)).containsExactly("holding 1 to 2", "holding 5");
        List<ReadRequest> single = ReadPlan.smaller(withoutGaps.get(0));
        assertThat(words(single)).containsExactly("holding 1", "holding 2");
        assertThat(ReadPlan.smaller(single.get(0))).isEqualTo(List.of(single.get(0)));
    }

    @Property(tries = 2_000)
    void everyPointIsReadOnceAndNoRequestIsTooLongOrReadsTooWideAGap(
            @ForAll("sets") List<RegisterPoint> points, @ForAll @IntRange(max = 20) int maxGap) {
        List<ReadRequest> requests = ReadPlan.of(points, maxGap);

        assertThat(requests.stream().flatMap(r -> r.points().stream()))
                .containsExactlyInAnyOrderElementsOf(points.stream().distinct().toList());
        for (ReadRequest request : requests) {
            assertThat(request.quantity()).isBetween(1, request.table().most());
            BitSet wanted = new BitSet();
            for (RegisterPoint point : request.points()) {
                assertThat(point.table()).isEqualTo(request.table());
                assertThat(point.address()).isGreaterThanOrEqualTo(request.first());
                assertThat(point.end()).isLessThanOrEqualTo(request.first() + request.quantity());
                wanted.set(point.address() - request.first(), point.end() - request.first());
            }
            assertThat(wanted.get(0) && wanted.length() == request.quantity()).isTrue();
            for (int gap = wanted.nextClearBit(0); gap < request.quantity(); gap = wanted.nextClearBit(gap)) {
                int end = wanted.nextSetBit(gap);
                assertThat(end - gap).isLessThanOrEqualTo(maxGap);
                gap = end;
            }
        }
    }

    @Property(tries = 500)
    void theOrderOfTheMappingDoesNotMatter(@ForAll("sets") List<RegisterPoint> points, @ForAll long seed) {
        List<RegisterPoint> shuffled = new ArrayList<>(points);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(ReadPlan.of(shuffled, 8)).isEqualTo(ReadPlan.of(points, 8));
    }

    @Property(tries = 500)
    void smallerRequestsReadTheSamePoints(@ForAll("sets") List<RegisterPoint> points) {
        for (ReadRequest request : ReadPlan.of(points, 8)) {
            assertThat(ReadPlan.smaller(request).stream().flatMap(r -> r.points().stream()))
                    .containsExactlyInAnyOrderElementsOf(request.points());
        }
    }

    @Provide
    Arbitrary<List<RegisterPoint>> sets() {
        Arbitrary<String> address = Arbitraries.integers().between(0, 400).map(String::valueOf);
        Arbitrary<String> table = Arbitraries.of("holding", "input");
        Arbitrary<String> type = Arbitraries.of("int16", "uint32", "float32:swap", "float64", "bit:4");
        Arbitrary<String> register =
                net.jqwik.api.Combinators.combine(table, address, type).as((t, a, y) -> t + ':' + a + ':' + y);
        Arbitrary<String> bit =
                Arbitraries.integers().between(0, 5_000).flatMap(a -> Arbitraries.of("coil:" + a, "discrete:" + a));
        return Arbitraries.oneOf(register, register, bit)
                .map(RegisterPoint::parse)
                .list()
                .ofMaxSize(120);
    }

    private static List<RegisterPoint> points(String... notations) {
        return Stream.of(notations).map(RegisterPoint::parse).toList();
    }

    private static List<String> words(List<ReadRequest> requests) {
        return requests.stream().map(ReadRequest::words).toList();
    }
}
