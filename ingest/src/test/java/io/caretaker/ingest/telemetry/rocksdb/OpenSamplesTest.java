package io.caretaker.ingest.telemetry.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OpenSamplesTest {
    @Property
    void sortedHoldsOfEachTimeWhatArrivedLast(@ForAll List<@IntRange(min = -20, max = 20) Integer> times) {
        OpenSamples open = new OpenSamples();
        Map<Long, Double> expected = new TreeMap<>();
        for (int i = 0; i < times.size(); i++) {
            open.add(times.get(i), i, (byte) 0);
            expected.put((long) times.get(i), (double) i);
        }

        Samples sorted = open.sorted();

        Map<Long, Double> found = new TreeMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            assertThat(i == 0 || sorted.time(i) > sorted.time(i - 1)).isTrue();
            found.put(sorted.time(i), sorted.value(i));
        }
        assertThat(found).isEqualTo(expected);
    }
}
