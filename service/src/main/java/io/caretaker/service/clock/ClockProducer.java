package io.caretaker.service.clock;

import io.caretaker.service.config.CaretakerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Where real time enters the program, and nowhere else. */
@ApplicationScoped
class ClockProducer {
    @Produces
    @Singleton
    ServiceClock clock(CaretakerConfig config) {
        return switch (config.clock().mode()) {
            case SYSTEM -> ServiceClock.following(Clock.systemUTC());
            // Before a simulation has spoken no time is right; the epoch is the one that nobody mistakes for now.
            case DRIVEN -> ServiceClock.driven(Instant.EPOCH);
        };
    }
}
