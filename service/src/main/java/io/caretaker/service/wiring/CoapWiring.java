package io.caretaker.service.wiring;

import io.caretaker.ingest.coap.CoapDeviceEndpoint;
import io.caretaker.ingest.coap.CoapSettings;
import io.caretaker.ingest.coap.DeviceKeys;
import io.caretaker.ingest.coap.sql.SqlDeviceKeyStore;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.service.clock.ServiceClock;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.config.CoapConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;

/** CoAP as beans. Ask for them by {@code Instance}: each is made when it is first needed, and most estates need none. */
@ApplicationScoped
class CoapWiring {
    @Produces
    @Singleton
    DeviceKeys keys(Jdbi jdbi, Registry registry, ServiceClock clock) {
        return new DeviceKeys(new SqlDeviceKeyStore(jdbi), registry.credentials(), new SecureRandom(), clock);
    }

    @Produces
    @Singleton
    CoapDeviceEndpoint coap(
            CaretakerConfig config,
            Registry registry,
            DeviceKeys keys,
            TelemetryIntake telemetry,
            StatusIntake status,
            MeterRegistry meters) {
        CoapConfig coap = config.coap();
        CoapSettings defaults = CoapSettings.defaults(
                coap.dtlsPort(), coap.plain() ? OptionalInt.of(coap.plainPort()) : OptionalInt.empty());
        CoapSettings settings = new CoapSettings(
                coap.host(),
                defaults.dtlsPort(),
                defaults.plainPort(),
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                coap.maxBodySize(),
                coap.maxSessions(),
                coap.requestsPerMinute(),
                coap.requestsPerSecond(),
                defaults.separateAfter(),
                defaults.handshakePatience(),
                defaults.retryAfter());
        return new CoapDeviceEndpoint(settings, registry, keys, telemetry, status, System::nanoTime, meters);
    }
}
