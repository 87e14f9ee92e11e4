package io.caretaker.service.wiring;

import io.caretaker.ingest.http.Admission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.lineprotocol.LineIntake;
import io.caretaker.ingest.lineprotocol.LineSettings;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.service.config.CaretakerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Line protocol, and what may be on its way over HTTP. */
@ApplicationScoped
class LineWiring {
    private static final int REQUESTS_OF_SENDER = 64;
    private static final long BYTES_OF_ALL = 32L * 1024 * 1024;

    @Produces
    @Singleton
    LineIntake lines(CaretakerConfig config, Registry registry, TelemetryIntake intake) {
        return new LineIntake(new LineSettings(config.line().deviceTag()), registry, intake);
    }

    @Produces
    @Singleton
    Admission admission() {
        return new Admission(REQUESTS_OF_SENDER, BYTES_OF_ALL);
    }
}
