package io.caretaker.service.wiring;

import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.ingest.registry.audit.sql.SqlRegistryLog;
import io.caretaker.ingest.twin.Twins;
import io.caretaker.ingest.twin.sql.SqlTwinStore;
import io.caretaker.service.clock.ServiceClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.jdbi.v3.core.Jdbi;

/** What operators do with the registry, as beans. */
@ApplicationScoped
class RegistryWiring {
    @Produces
    @Singleton
    RegistryLog log(Jdbi jdbi, ServiceClock clock) {
        return new SqlRegistryLog(jdbi, clock, new SecureRandom());
    }

    @Produces
    @Singleton
    Twins twins(Jdbi jdbi) {
        return new Twins(new SqlTwinStore(jdbi));
    }
}
