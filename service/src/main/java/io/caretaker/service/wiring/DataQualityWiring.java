package io.caretaker.service.wiring;

import io.caretaker.ingest.quality.Conversions;
import io.caretaker.ingest.quality.DataQuality;
import io.caretaker.ingest.quality.QualityLog;
import io.caretaker.ingest.quality.sql.SqlQualityLog;
import io.caretaker.model.Times;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.journal.Journal;
import io.caretaker.service.clock.ServiceClock;
import io.caretaker.service.config.CaretakerConfig;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/** Counting what is wrong with the data that devices send. */
@ApplicationScoped
class DataQualityWiring {
    private static final long PATIENCE_S = 10;

    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "data-quality-writer"));

    @Produces
    @Singleton
    Conversions conversions() {
        return new Conversions();
    }

    @Produces
    @Singleton
    QualityLog log(Jdbi jdbi) {
        return new SqlQualityLog(jdbi);
    }

    @Produces
    @Singleton
    DataQuality quality(
            CaretakerConfig config,
            Journal journal,
            TopologySource topology,
            QualityLog log,
            Conversions conversions,
            ServiceClock clock) {
        return new DataQuality(
                journal,
                topology,
                log,
                conversions,
                writer,
                System::nanoTime,
                () -> Times.micros(clock.instant()),
                config.dataQuality().keepDays());
    }

    /** After the telemetry follower has ended, while the work store still answers. */
    void stop(@Observes @Priority(StartOrder.DOORS_CLOSE + 10) ShutdownEvent event, DataQuality quality)
            throws InterruptedException {
        quality.close();
        writer.shutdown();
        writer.awaitTermination(PATIENCE_S, TimeUnit.SECONDS);
    }
}
