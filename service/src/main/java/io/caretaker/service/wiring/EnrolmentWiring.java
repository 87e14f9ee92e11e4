package io.caretaker.service.wiring;

import io.caretaker.ingest.enrolment.Attempts;
import io.caretaker.ingest.enrolment.Enrolment;
import io.caretaker.ingest.enrolment.sql.SqlEnrolmentStore;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.service.clock.ServiceClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** How devices come by their first token, as beans. */
@ApplicationScoped
class EnrolmentWiring {
    @Produces
    @Singleton
    Enrolment enrolment(Jdbi jdbi, Registry registry, RegistryLog log, ServiceClock clock) {
        return new Enrolment(new SqlEnrolmentStore(jdbi), registry, log, clock, new SecureRandom());
    }

    /** By wall time: a driven clock would let nobody try again. */
    @Produces
    @Singleton
    Attempts attempts() {
        return new Attempts(Clock.systemUTC());
    }
}
