package io.caretaker.ingest.telemetry.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.journal.rocksdb.StoreSettings;
import io.caretaker.ingest.telemetry.BucketGrid;
import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets by hourly sums are those of the samples: whatever came late, twice or before a crash. */
class RollupsTest {
    private static final long BEGIN = 20_000L * 86_400_000_000L;
    private static final long DAY = 86_400_000_000L;
    private static final int DAYS = 70;

    @TempDir
    Path directory;

    private final Map<Long, Double> expected = new TreeMap<>();
    private RocksStores stores;

    private void open() {
        stores = RocksStores.open(directory, StoreSettings.defaults(), new SimpleMeterRegistry());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sumsAreThoseOfTheSamples(long seed) {
        Random random = new Random(seed);
        boolean decimals = seed % 2 == 0;
        open();
        for (int round = 0; round < 40; round++) {
            write(samples(random, decimals));
            if (random.nextInt(3) == 0) {
                stores.readings().pack();
            }
            if (random.nextInt(10) == 0) {
                // As after a crash: what was written is folded again.
                stores.close();
                open();
            }
        }

        for (int query = 0; query < 60; query++) {
            long from = BEGIN + (long) (random.nextDouble() * DAYS * DAY) - DAY;
            long to = from + 2 * DAY + (long) (random.nextDouble() * DAYS * DAY);
            check(from, to, 1 + random.nextInt((int) ((to - from) / (2 * DayRollup.HOUR_MICROS))));
        }
        check(BEGIN - 3_000 * DAY, BEGIN + 3_000 * DAY, 300);
        stores.close();
    }

    @Test
    void sumsStayWhereTheSamplesOfAMetricWereLetGo() {
        open();
        List<Reading> readings = new ArrayList<>();
        for (int minute = 0; minute < 10 * 1_440; minute++) {
            readings.add(Reading.good("d", "m", BEGIN + minute * 60_000_000L, minute % 7));
        }
        write(readings);
        stores.readings().pack();

        stores.readings().trim("m", BEGIN + 5 * DAY);

        assertThat(stores.readings().samples("d", "m", BEGIN, BEGIN + 5 * DAY, 10))
                .isEmpty();
        long counted = stores.readings().buckets("d", "m", BEGIN, BEGIN + 10 * DAY, 37).stream()
                .mapToLong(Bucket::count)
                .sum();
        assertThat(counted).isEqualTo(10 * 1_440);
        stores.readings().trim(BEGIN + 64 * DAY);
        assertThat(stores.readings().buckets("d", "m", BEGIN, BEGIN + 10 * DAY, 10))
                .isEmpty();
        stores.close();
    }

    @Test
    void theOldestDaysGoWhenThereIsTooMuch() {
        open();
        Random random = new Random(1);
        for (int day = 0; day < 20; day++) {
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < 8_640; i++) {
                readings.add(Reading.good("d", "m", BEGIN + day * DAY + i * 10_000_000L, random.nextDouble()));
            }
            write(readings);
        }
        stores.readings().pack();
        assertThat(stores.readings().trimToSize(Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);

        long from = stores.readings().trimToSize(500_000);

        assertThat(from).isBetween(BEGIN + 5 * DAY, BEGIN + 19 * DAY);
        assertThat(stores.readings().samples("d", "m", BEGIN, from, 10)).isEmpty();
        assertThat(stores.readings().samples("d", "m", from, from + DAY, 10_000))
                .hasSize(8_640);
        stores.close();
    }

    private void write(List<Reading> readings) {
        readings.forEach(r -> expected.put(r.timeMicros(), r.value()));
        stores.readings().write(stores.readings().nextOffset() + 1, readings);
    }

    /** A run of a dense series somewhere, now and then some late and repeated ones. */
    private static List<Reading> samples(Random random, boolean decimals) {
        List<Reading> readings = new ArrayList<>();
        long start = BEGIN + random.nextInt(DAYS) * DAY + random.nextInt(1_440) * 60_000_000L;
        long step = (1 + random.nextInt(90)) * 1_000_000L;
        int size = random.nextInt(4) == 0 ? 5 : 2_500;
        for (int i = 0; i < size; i++) {
            double value = decimals ? Math.round(random.nextGaussian() * 500) / 10.0 : random.nextGaussian();
            readings.add(Reading.good("d", "m", start + i * step, value));
        }
        return readings;
    }

    private void check(long from, long to, int buckets) {
        BucketGrid grid = BucketGrid.of(from, to, buckets);
        Map<Integer, double[]> sums = new TreeMap<>();
        expected.forEach((time, value) -> {
            if (time >= from && time < to) {
                double[] sum = sums.computeIfAbsent(
                        grid.index(time), i -> new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 0});
                sum[0] = Math.min(sum[0], value);
                sum[1] = Math.max(sum[1], value);
                sum[2] += value;
                sum[3]++;
            }
        });

        List<Bucket> answered = stores.readings().buckets("d", "m", from, to, buckets);

        assertThat(answered).hasSameSizeAs(sums.keySet());
        int at = 0;
        for (Map.Entry<Integer, double[]> sum : sums.entrySet()) {
            Bucket bucket = answered.get(at++);
            assertThat(bucket.startMicros()).isEqualTo(grid.start(sum.getKey()));
            assertThat(bucket.count()).isEqualTo((long) sum.getValue()[3]);
            assertThat(bucket.min()).isEqualTo(sum.getValue()[0]);
            assertThat(bucket.max()).isEqualTo(sum.getValue()[1]);
            assertThat(bucket.avg()).isCloseTo(sum.getValue()[2] / sum.getValue()[3], within(1e-9));
        }
    }
}
