package io.caretaker.ingest.telemetry.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import io.caretaker.model.reading.Sample;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedReadingStoreTest {
    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;
    /** 2025-11-24 18:00 UTC: six hours before a day ends. */
    private static final long NOW = 1_764_007_200_000_000L;

    private static final long ALWAYS = Long.MAX_VALUE / 4;

    @TempDir
    Path directory;

    private StoreDatabase database;
    private EmbeddedReadingStore store;

    @BeforeEach
    void open() {
        open(1_000_000);
    }

    private void open(int openSamples) {
        database = StoreDatabase.open(directory);
        store = new EmbeddedReadingStore(database, openSamples, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** What was not packed is gone, as after a kill. */
    private void crash() {
        database.close();
        open();
    }

    @Test
    void openSamplesAreAnsweredInTimeOrder() {
        store.write(3, List.of(pressure(2, 20), pressure(0, 0), pressure(1, 10)));

        assertThat(all("water_pressure")).containsExactly(sample(0, 0), sample(1, 10), sample(2, 20));
    }

    @Test
    void storedAndOpenSamplesAreOneHistory() {
        store.write(2, List.of(pressure(0, 0), pressure(4, 40)));
        store.pack();
        store.write(4, List.of(pressure(2, 20), pressure(6, 60), pressure(4, 41)));

        assertThat(all("water_pressure")).containsExactly(sample(0, 0), sample(2, 20), sample(4, 41), sample(6, 60));
    }

    @Test
    void aCrashLosesOnlyWhatTheJournalStillHas() {
        store.write(2, List.of(pressure(0, 0), pressure(1, 10)));
        store.pack();
        store.write(9, List.of(pressure(2, 20)));
        assertThat(store.nextOffset()).isEqualTo(9);
        assertThat(store.durableOffset()).isEqualTo(2);

        crash();

        assertThat(store.nextOffset()).isEqualTo(2);
        assertThat(all("water_pressure")).containsExactly(sample(0, 0), sample(1, 10));
        assertThat(store.latest("pz1-p3", "water_pressure")).contains(sample(1, 10));
    }

    @Test
    void foldingAgainChangesNothing() {
        List<Reading> batch = List.of(pressure(0, 0), pressure(1, 10), pressure(1, 11));
        store.write(3, batch);
        store.pack();
        store.write(3, batch);
        store.pack();

        assertThat(all("water_pressure")).containsExactly(sample(0, 0), sample(1, 11));
    }

    @Test
    void ofOneTimeTheLaterWrittenSampleStays() {
        store.write(1, List.of(pressure(0, 1)));
        store.pack();
        store.write(2, List.of(pressure(0, 2)));
        assertThat(all("water_pressure")).containsExactly(sample(0, 2));

        store.pack();

        assertThat(all("water_pressure")).containsExactly(sample(0, 2));
        assertThat(store.latest("pz1-p3", "water_pressure")).contains(sample(0, 2));
    }

    @Test
    void aHistoryThatComesInAnyOrderOverDaysIsComplete() {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            readings.add(pressure(i, i));
        }
        Collections.shuffle(readings, new Random(7));
        for (int from = 0; from < readings.size(); from += 500) {
            store.write(from + 500, readings.subList(from, from + 500));
            if (from % 1_000 == 0) {
                store.pack();
            }
        }

        List<Sample> found = all("water_pressure");

        assertThat(found).hasSize(6_000);
        for (int i = 0; i < 6_000; i++) {
            assertThat(found.get(i)).isEqualTo(sample(i, i));
        }
        assertThat(store.samples("pz1-p3", "water_pressure", at(1_000), at(3_000), 10_000))
                .hasSize(2_000)
                .startsWith(sample(1_000, 1_000))
                .endsWith(sample(2_999, 2_999));
    }

    @Test
    void memoryIsPackedWhenItIsFull() {
        database.close();
        open(100);

        for (int i = 0; i < 250; i++) {
            store.write(i + 1, List.of(pressure(i, i)));
        }

        assertThat(store.durableOffset()).isEqualTo(200);
        crash();
        assertThat(all("water_pressure")).hasSize(200);
    }

    @Test
    void entriesWithoutReadingsMoveTheDurableOffsetToo() {
        database.close();
        open(100);

        store.write(150, List.of());
        store.write(151, List.of());

        assertThat(store.durableOffset()).isEqualTo(150);
    }

    @Test
    void limitAndSpanCutTheAnswer() {
        store.write(5, List.of(pressure(0, 0), pressure(1, 10), pressure(2, 20), pressure(3, 30)));

        assertThat(store.samples("pz1-p3", "water_pressure", at(1), at(3), 10))
                .containsExactly(sample(1, 10), sample(2, 20));
        assertThat(store.samples("pz1-p3", "water_pressure", at(0), at(9), 1)).containsExactly(sample(0, 0));
        assertThat(store.samples("pz1-p3", "water_pressure", at(3), at(1), 10)).isEmpty();
        assertThat(store.samples("nobody", "water_pressure", at(0), at(9), 1)).isEmpty();
    }

    @Test
    void bucketsSummariseStoredAndOpenSamples() {
        store.write(3, List.of(pressure(0, 1), pressure(1, 2), pressure(2, 6)));
        store.pack();
        store.write(4, List.of(pressure(59, 7)));

        List<Bucket> buckets = store.buckets("pz1-p3", "water_pressure", at(0), at(60), 20);

        assertThat(buckets).containsExactly(new Bucket(at(0), 1, 3, 6, 3), new Bucket(at(57), 7, 7, 7, 1));
    }

    @Test
    void bucketsAgreeWithTheSamplesForAnyWidth() {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 1_440; i++) {
            readings.add(pressure(i, Math.sin(i)));
        }
        store.write(1_440, readings);
        store.pack();

        for (int count : new int[] {1, 7, 300, 10_000}) {
            List<Bucket> buckets = store.buckets("pz1-p3", "water_pressure", at(0), at(1_440), count);
            assertThat(buckets.stream().mapToLong(Bucket::count).sum()).isEqualTo(1_440);
            assertThat(buckets).hasSizeLessThanOrEqualTo(count);
            assertThat(buckets.stream().mapToDouble(b -> b.avg() * b.count()).sum())
                    .isCloseTo(readings.stream().mapToDouble(Reading::value).sum(), within(1e-6));
        }
    }

    @Test
    void latestKnowsEveryMetricOfTheDeviceAlsoAfterReopening() {
        store.write(2, List.of(pressure(5, 50), pressure(1, 10), Reading.good("pz1-p3", "water_flow", at(2), 3)));
        store.close();
        crash();

        assertThat(store.latest("pz1-p3"))
                .isEqualTo(Map.of("water_pressure", sample(5, 50), "water_flow", sample(2, 3)));
        assertThat(store.latest("nobody")).isEmpty();
    }

    @Test
    void scanMergesSeriesInTimeOrder() {
        List<Reading> expected = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            expected.add(Reading.good("a", "flow", at(i), i));
            expected.add(Reading.good("a", "level", at(i), -i));
            expected.add(Reading.good("b", "flow", at(i), 2 * i));
        }
        store.write(1, expected.subList(0, 6_000));
        store.pack();
        store.write(2, expected.subList(6_000, 9_000));
        store.write(3, List.of(Reading.good("c", "flow", at(1), 1)));

        List<Reading> scanned = new ArrayList<>();
        store.scan(List.of("a", "b", "unknown"), at(0), at(3_000), scanned::add);

        assertThat(scanned).isEqualTo(expected);
    }

    @Test
    void qualityIsKept() {
        Reading suspect = new Reading("pz1-p3", "water_pressure", at(0), 9_999, Quality.SUSPECT, "OUT_OF_RANGE");
        store.write(1, List.of(suspect, pressure(1, 10)));
        store.pack();

        assertThat(all("water_pressure")).containsExactly(new Sample(at(0), 9_999, Quality.SUSPECT), sample(1, 10));
    }

    @Test
    void valuesThatAreNotFiniteAreLeftOut() {
        store.write(1, List.of(pressure(0, Double.NaN), pressure(1, Double.POSITIVE_INFINITY)));

        assertThat(store.latest("pz1-p3")).isEmpty();
    }

    @Test
    void retentionRemovesWholeDays() {
        store.write(3, List.of(pressure(0, 0), pressure(6 * 60, 1), pressure(30 * 60, 2)));
        store.pack();

        store.trim(NOW + 12 * HOUR);

        assertThat(all("water_pressure")).containsExactly(sample(6 * 60, 1), sample(30 * 60, 2));
        assertThat(store.latest("pz1-p3", "water_pressure")).contains(sample(30 * 60, 2));
    }

    @Test
    void sparseYearsAreFoundWithoutVisitingEachDay() {
        TreeMap<Long, Double> expected = new TreeMap<>();
        for (long year = -50; year < 50; year++) {
            store.write(1, List.of(Reading.good("pz1-p3", "water_pressure", year * 365 * 24 * HOUR, year)));
            expected.put(year * 365 * 24 * HOUR, (double) year);
        }
        store.write(2, List.of(Reading.good("a", "x", 0, 1), Reading.good("z", "x", 0, 1)));
        store.pack();

        TreeMap<Long, Double> found = new TreeMap<>();
        all("water_pressure").forEach(s -> found.put(s.timeMicros(), s.value()));

        assertThat(found).isEqualTo(expected);
    }

    private List<Sample> all(String metric) {
        return store.samples("pz1-p3", metric, -ALWAYS, ALWAYS, Integer.MAX_VALUE);
    }

    private static long at(long minute) {
        return NOW + minute * MINUTE;
    }

    private static Reading pressure(long minute, double value) {
        return Reading.good("pz1-p3", "water_pressure", at(minute), value);
    }

    private static Sample sample(long minute, double value) {
        return new Sample(at(minute), value, Quality.GOOD);
    }
}
