package io.caretaker.service.wiring;

import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.deadletter.DeadLetterSettings;
import io.caretaker.ingest.deadletter.DeadLetters;
import io.caretaker.ingest.deadletter.sql.SqlDeadLetters;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.journal.SnapshotStore;
import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.journal.rocksdb.StoreSettings;
import io.caretaker.ingest.quality.Conversions;
import io.caretaker.ingest.quality.DataQuality;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.sql.SqlRegistryStore;
import io.caretaker.ingest.telemetry.FollowerSettings;
import io.caretaker.ingest.telemetry.ReadingStore;
import io.caretaker.ingest.telemetry.TelemetryFollower;
import io.caretaker.ingest.telemetry.influx.InfluxReadingStore;
import io.caretaker.ingest.telemetry.influx.InfluxSettings;
import io.caretaker.ingest.telemetry.influx.SeriesTags;
import io.caretaker.ingest.twin.Twins;
import io.caretaker.model.journal.Journal;
import io.caretaker.service.clock.ServiceClock;
import io.caretaker.service.config.CaretakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** The ingest module's parts as beans. */
@ApplicationScoped
class IngestWiring {
    private static final Duration INFLUX_TIMEOUT = Duration.ofSeconds(10);
    private static final int INFLUX_BATCH = 5_000;
    private static final Duration FUTURE_LIMIT = Duration.ofHours(24);

    @Produces
    @Singleton
    RocksStores stores(CaretakerConfig config, MeterRegistry meters) {
        StoreSettings defaults = StoreSettings.defaults();
        return RocksStores.open(
                config.dataDir().resolve("store"),
                new StoreSettings(
                        config.journal().groupCommit(),
                        defaults.groupEntries(),
                        defaults.groupBytes(),
                        defaults.queueEntries(),
                        defaults.queueBytes(),
                        defaults.openSamples(),
                        config.journal().damagedGroups()),
                meters);
    }

    void close(@Disposes RocksStores stores) {
        stores.close();
    }

    @Produces
    @Singleton
    Journal journal(RocksStores stores) {
        return stores.journal();
    }

    @Produces
    @Singleton
    SnapshotStore snapshots(RocksStores stores) {
        return stores.snapshots();
    }

    @Produces
    @Singleton
    ReadingStore readings(CaretakerConfig config, RocksStores stores, Registry registry, MeterRegistry meters) {
        return switch (config.telemetry().store()) {
            case EMBEDDED -> stores.readings();
            case INFLUX -> influx(config.influx(), stores, registry, meters);
        };
    }

    private static ReadingStore influx(
            CaretakerConfig.Influx influx, RocksStores stores, Registry registry, MeterRegistry meters) {
        InfluxSettings settings = new InfluxSettings(
                URI.create(influx.url()),
                influx.org(),
                influx.database(),
                influx.token().orElse(""),
                influx.username().orElse(""),
                influx.password().orElse(""),
                influx.compatibility1x(),
                INFLUX_TIMEOUT,
                INFLUX_BATCH);
        return new InfluxReadingStore(settings, SeriesTags.from(registry), stores.snapshots(), meters);
    }

    void close(@Disposes ReadingStore readings) {
        // The embedded one goes with the stores it lives in.
        if (readings instanceof InfluxReadingStore influx) {
            influx.close();
        }
    }

    @Produces
    @Singleton
    TelemetryFollower follower(Journal journal, ReadingStore readings, DataQuality quality, MeterRegistry meters) {
        return new TelemetryFollower(
                journal,
                readings,
                FollowerSettings.defaults(),
                work -> new Thread(work, "telemetry-follower"),
                new SecureRandom()::nextDouble,
                System::nanoTime,
                meters,
                quality);
    }

    @Produces
    @Singleton
    Registry registry(Jdbi jdbi, ServiceClock clock) {
        return new Registry(new SqlRegistryStore(jdbi), new SecureRandom(), clock);
    }

    @Produces
    @Singleton
    DeadLetters deadLetters(Jdbi jdbi, MeterRegistry meters) {
        return new SqlDeadLetters(jdbi, DeadLetterSettings.defaults(), System::nanoTime, new SecureRandom(), meters);
    }

    void close(@Disposes DeadLetters deadLetters) {
        if (deadLetters instanceof SqlDeadLetters sql) {
            sql.close();
        }
    }

    @Produces
    @Singleton
    TelemetryIntake intake(
            CaretakerConfig config,
            Registry registry,
            Journal journal,
            DeadLetters deadLetters,
            Conversions conversions,
            ServiceClock clock,
            MeterRegistry meters,
            Twins twins) {
        Duration tolerance = config.ingest().futureTolerance();
        Duration limit = tolerance.compareTo(FUTURE_LIMIT) > 0 ? tolerance : FUTURE_LIMIT;
        IntakeSettings settings = new IntakeSettings(
                CodecLimits.defaults(), tolerance, limit, config.ingest().maxAge());
        return new TelemetryIntake(settings, registry, journal, deadLetters, clock, meters, twins, conversions::count);
    }

    @Produces
    @Singleton
    StatusIntake status(Journal journal, TelemetryIntake telemetry, ServiceClock clock, Twins twins) {
        return new StatusIntake(journal, telemetry, clock, twins);
    }
}
