package io.caretaker.ingest.telemetry.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.query.InfluxQLQueryResult.Series;
import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.journal.rocksdb.StoreSettings;
import io.caretaker.ingest.telemetry.FollowerSettings;
import io.caretaker.ingest.telemetry.TelemetryFollower;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import io.caretaker.model.reading.Sample;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class InfluxReadingStoreTest {
    @RegisterExtension
    static final InfluxServer INFLUX = new InfluxServer();

    private static final long MINUTE = 60_000_000L;
    private static final long NOW = 1_764_007_200_000_000L;
    private static final SeriesTags TAGS =
            device -> Optional.of(new SeriesTags.Tags("green-park", "asset-of-" + device, "zone_inlet"));

    @TempDir
    Path directory;

    private final SnapshotsInMemory snapshots = new SnapshotsInMemory();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private InfluxSettings settings;
    private InfluxReadingStore store;

    @BeforeEach
    void open(TestInfo test) {
        settings = InfluxSettings.of1x(
                INFLUX.url(), test.getTestMethod().orElseThrow().getName());
        store = new InfluxReadingStore(settings, TAGS, snapshots, meters);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void writtenSamplesComeBackInOrderWithinSpanAndLimit() {
        store.write(4, List.of(pressure(2, 20), pressure(0, 0), pressure(1, 10), pressure(3, 30.25)));

        assertThat(store.samples("pz1-p3", "water_pressure", at(0), at(3), 10))
                .containsExactly(sample(0, 0), sample(1, 10), sample(2, 20));
        assertThat(store.samples("pz1-p3", "water_pressure", at(1), Long.MAX_VALUE, 2))
                .containsExactly(sample(1, 10), sample(2, 20));
        assertThat(store.samples("nobody", "water_pressure", at(0), at(3), 10)).isEmpty();
        assertThat(store.samples("pz1-p3", "nothing", at(0), at(3), 10)).isEmpty();
        assertThat(store.nextOffset()).isEqualTo(4);
    }

    @Test
    void writingAgainReplacesValueAndQuality() {
        store.write(1, List.of(new Reading("pz1-p3", "water_pressure", at(0), 9, Quality.BAD, "OUT_OF_RANGE")));
        assertThat(store.latest("pz1-p3", "water_pressure")).contains(new Sample(at(0), 9, Quality.BAD));

        store.write(2, List.of(pressure(0, 5)));

        assertThat(store.samples("pz1-p3", "water_pressure", at(0), at(1), 10)).containsExactly(sample(0, 5));
    }

    @Test
    void latestIsTheNewestByEventTime() {
        store.write(1, List.of(pressure(5, 50), pressure(2, 20), Reading.good("pz1-p3", "water_flow", at(1), 3)));

        assertThat(store.latest("pz1-p3", "water_pressure")).contains(sample(5, 50));
        assertThat(store.latest("pz1-p3"))
                .isEqualTo(Map.of("water_pressure", sample(5, 50), "water_flow", sample(1, 3)));
        assertThat(store.latest("nobody")).isEmpty();
        assertThat(store.latest("nobody", "water_flow")).isEmpty();
    }

    @Test
    void bucketsBeginAtTheStartOfTheSpan() {
        store.write(1, List.of(pressure(1, 1), pressure(2, 2), pressure(3, 6), pressure(60, 7)));

        assertThat(store.buckets("pz1-p3", "water_pressure", at(1), at(61), 20))
                .containsExactly(new Bucket(at(1), 1, 3, 6, 3), new Bucket(at(58), 7, 7, 7, 1));
    }

    @Test
    void scanMergesDevicesAndMetricsInTimeOrder() {
        List<Reading> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            // A gap of a year in the middle must not make one slice of everything behind it.
            long minute = i < 1_000 ? i : i + 525_600L;
            expected.add(Reading.good("a.1", "flow", at(minute), i));
            expected.add(Reading.good("a.1", "level", at(minute), -i));
            expected.add(Reading.good("b", "flow", at(minute), 2 * i));
        }
        List<Reading> shuffled = new ArrayList<>(expected);
        Collections.shuffle(shuffled, new Random(7));
        store.write(1, shuffled);
        store.write(2, List.of(Reading.good("ax1", "flow", at(1), 1)));

        List<Reading> scanned = new ArrayList<>();
        store.scan(List.of("a.1", "b", "unknown"), at(0), Long.MAX_VALUE, scanned::add);

        assertThat(scanned).isEqualTo(expected);
    }

    @Test
    void dashboardsFindTheTagsOfTheSchema() {
        store.write(1, List.of(pressure(0, 5)));

        try (InfluxConnection connection = new InfluxConnection(settings)) {
            List<Series> series =
                    connection.query("SELECT mean(\"value\") FROM \"water_pressure\" WHERE \"quality\" = 0"
                            + " GROUP BY \"estate\", \"asset\", \"device\", \"type\"");
            assertThat(series)
                    .singleElement()
                    .satisfies(s -> assertThat(s.getTags())
                            .isEqualTo(Map.of(
                                    "estate", "green-park",
                                    "asset", "asset-of-pz1-p3",
                                    "device", "pz1-p3",
                                    "type", "zone_inlet")));
        }
    }

    @Test
    void aPointOfAnotherWriterWithoutQualityCountsAsGood() {
        store.write(1, List.of(pressure(0, 5)));
        try (InfluxConnection connection = new InfluxConnection(settings)) {
            connection.write("water_pressure,device=pz1-p3 value=6 " + at(1), WritePrecision.US);
        }

        assertThat(store.samples("pz1-p3", "water_pressure", at(0), at(9), 9))
                .containsExactly(sample(0, 5), sample(1, 6));
    }

    @Test
    void whatTheServerRefusesIsCountedAndTheRestKept() {
        try (InfluxConnection connection = new InfluxConnection(settings)) {
            connection.createDatabase();
            connection.write("water_flow,device=pz1-p3 value=\"text\" " + at(0), WritePrecision.US);
        }

        store.write(3, List.of(pressure(0, 5), Reading.good("pz1-p3", "water_flow", at(1), 3), pressure(1, 6)));

        assertThat(store.samples("pz1-p3", "water_pressure", at(0), at(9), 9)).hasSize(2);
        assertThat(store.nextOffset()).isEqualTo(3);
        assertThat(meters.get("caretaker.telemetry.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void whileTheServerIsDownTheJournalKeepsEverythingAndThenAllArrives() throws Exception {
        try (RocksStores stores = RocksStores.open(directory, StoreSettings.defaults(), meters);
                InfluxReadingStore influx =
                        new InfluxReadingStore(settings, TAGS, stores.snapshots(), new SimpleMeterRegistry())) {
            TelemetryFollower follower = follower(stores, influx);
            try (follower) {
                append(stores, 0, 100);
                follower.awaitOffset(100).toCompletableFuture().get(20, TimeUnit.SECONDS);
                INFLUX.stop();
                try {
                    append(stores, 100, 1_000);
                    assertThatThrownBy(() -> influx.latest("pump-1")).isInstanceOf(InfluxUnavailable.class);
                    assertThat(influx.isReachable()).isFalse();
                    assertThat(follower.lag()).isPositive();
                } finally {
                    INFLUX.start();
                }

                follower.awaitOffset(1_100).toCompletableFuture().get(20, TimeUnit.SECONDS);

                assertThat(follower.lag()).isZero();
                assertThat(influx.buckets("pump-1", "fire_pressure", at(0), at(2_000), 1))
                        .singleElement()
                        .extracting(Bucket::count)
                        .isEqualTo(1_100L);
            }
        }
    }

    private static TelemetryFollower follower(RocksStores stores, InfluxReadingStore influx) {
        return new TelemetryFollower(
                stores.journal(),
                influx,
                new FollowerSettings(200, Duration.ofMillis(10), Duration.ofMillis(100)),
                Thread::new,
                () -> 0.5,
                System::nanoTime,
                new SimpleMeterRegistry());
    }

    private static void append(RocksStores stores, int from, int count) {
        for (int i = from; i < from + count; i++) {
            Reading reading = Reading.good("pump-1", "fire_pressure", at(i), i);
            stores.journal().append(new ReadingsReceived("pump-1", at(i), List.of(reading)));
        }
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
