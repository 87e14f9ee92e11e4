package io.caretaker.service.operations;

import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.telemetry.TelemetryFollower;
import io.caretaker.model.journal.Journal;
import io.caretaker.service.pipeline.AppliedOffsets;
import io.caretaker.service.pipeline.JournalFollower;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether what devices report becomes incidents. A telemetry store that is down is told but is no reason to turn devices
 * away: the journal keeps their readings until it is back.
 */
@Readiness
@ApplicationScoped
class PipelineHealth implements HealthCheck {
    private final Journal journal;
    private final RocksStores stores;
    private final AppliedOffsets applied;
    private final JournalFollower follower;
    private final TelemetryFollower telemetry;

    PipelineHealth(
            Journal journal,
            RocksStores stores,
            AppliedOffsets applied,
            JournalFollower follower,
            TelemetryFollower telemetry,
            MeterRegistry meters) {
        this.journal = journal;
        this.stores = stores;
        this.applied = applied;
        this.follower = follower;
        this.telemetry = telemetry;
        Gauge.builder("caretaker.pipeline.lag", this, PipelineHealth::lag)
                .description("Journal entries that no incident work has seen yet")
                .register(meters);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("journal to incidents")
                .status(follower.isFollowing() && !stores.journal().isFailing())
                .withData("journal", stores.journal().isFailing() ? "refuses: disk full or failing" : "takes entries")
                .withData("lagEntries", lag())
                .withData("telemetryLagEntries", telemetry.lag())
                .withData("telemetryStore", telemetry.isStoreDown() ? "down" : "up");
        stores.journal().damagedAt().ifPresent(offset -> health.withData("journalDamagedAtOffset", offset));
        return health.build();
    }

    private long lag() {
        return Math.max(0, journal.nextOffset() - applied.nextOffset());
    }
}
