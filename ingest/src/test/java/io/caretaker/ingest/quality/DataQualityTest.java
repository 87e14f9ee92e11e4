package io.caretaker.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.journal.rocksdb.StoreSettings;
import io.caretaker.ingest.quality.sql.SqlQualityLog;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts in SQL go on after a restart, from wherever the follower begins again. */
class DataQualityTest {
    private static final long BEGIN = 20_000L * 86_400_000_000L;
    private static final String DEVICE = "p-1";

    @TempDir
    Path directory;

    private QualityLog log;
    private final Conversions conversions = new Conversions();

    @BeforeEach
    void migrate() {
        String url = "jdbc:sqlite:" + directory.resolve("work.db");
        Flyway.configure().dataSource(url, null, null).load().migrate();
        log = new SqlQualityLog(Jdbi.create(url));
    }

    @Test
    void countsAreTheSameWhereverTheFollowerBeginsAgain() {
        try (RocksStores stores =
                RocksStores.open(directory.resolve("store"), StoreSettings.defaults(), new SimpleMeterRegistry())) {
            for (int i = 0; i < 10; i++) {
                append(stores, i);
                append(stores, i);
            }
            try (DataQuality first = quality(stores)) {
                first.accept(stores.journal().read(0, 11));
                conversions.count(DEVICE, 3);
            }
            // Telemetry packs seldom, and begins again behind; an outage of the work store leaves it ahead.
            try (DataQuality behind = quality(stores)) {
                behind.accept(stores.journal().read(4, 12));
            }
            try (DataQuality ahead = quality(stores)) {
                ahead.accept(stores.journal().read(18, 100));
            }
        }

        List<DeviceDay> days = log.days(List.of(DEVICE), 0, 30_000);
        assertThat(days).hasSize(1);
        assertThat(days.get(0).messages()).isEqualTo(20);
        assertThat(days.get(0).flaws()).isEqualTo(Map.of(Flaw.DUPLICATE, 10L, Flaw.CONVERTED, 3L));
    }

    @Test
    void oldDaysGo() {
        log.put(1, List.of(new DeviceDay(DEVICE, 10, 1, 1, Map.of(), 0, 0)), 0);
        log.put(2, List.of(new DeviceDay(DEVICE, 20, 1, 1, Map.of(), 5, 6)), 15);

        assertThat(log.days(List.of(DEVICE), 0, 100)).containsExactly(new DeviceDay(DEVICE, 20, 1, 1, Map.of(), 5, 6));
        assertThat(log.resume().nextOffset()).isEqualTo(2);
    }

    private DataQuality quality(RocksStores stores) {
        return new DataQuality(
                stores.journal(),
                () -> Estates.topology(DEVICE),
                log,
                conversions,
                Runnable::run,
                () -> 0,
                () -> BEGIN,
                400);
    }

    private static void append(RocksStores stores, int minute) {
        long time = BEGIN + minute * 60_000_000L;
        stores.journal()
                .append(new ReadingsReceived(
                        DEVICE, time, List.of(Reading.good(DEVICE, "water_pressure", time, minute))))
                .toCompletableFuture()
                .join();
    }
}
