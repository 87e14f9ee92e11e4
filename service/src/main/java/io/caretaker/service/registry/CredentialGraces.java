package io.caretaker.service.registry;

import io.caretaker.ingest.registry.Registry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends connections that still use a replaced token when its grace is over. New ones are refused to the second anyway. */
@ApplicationScoped
class CredentialGraces {
    private final Registry registry;

    CredentialGraces(Registry registry) {
        this.registry = registry;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void end() {
        registry.endGraces();
    }
}
