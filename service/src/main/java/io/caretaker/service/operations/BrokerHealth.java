package io.caretaker.service.operations;

import io.caretaker.service.ingest.Brokers;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * How the connections to brokers are. One that is away is told but is no reason to turn everybody else away: it is come
 * back to.
 */
@Readiness
@ApplicationScoped
class BrokerHealth implements HealthCheck {
    private final Brokers brokers;

    BrokerHealth(Brokers brokers) {
        this.brokers = brokers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("brokers").up();
        brokers.states()
                .forEach(state -> health.withData(
                        state.name(), (state.connected() ? "connected " : "not connected: ") + state.detail()));
        return health.build();
    }
}
