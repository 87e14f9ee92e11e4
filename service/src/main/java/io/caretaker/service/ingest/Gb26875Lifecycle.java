package io.caretaker.service.ingest;

import io.caretaker.ingest.gb26875.tcp.Gb26875Endpoint;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.TimeUnit;

/** Opens and closes the port for fire transmission devices where it is switched on. */
@ApplicationScoped
class Gb26875Lifecycle {
    private static final long PATIENCE_S = 10;

    private final CaretakerConfig config;
    private final Instance<Gb26875Endpoint> endpoint;

    Gb26875Lifecycle(CaretakerConfig config, Instance<Gb26875Endpoint> endpoint) {
        this.config = config;
        this.endpoint = endpoint;
    }

    void open(@Observes @Priority(StartOrder.DOORS) StartupEvent event) throws Exception {
        if (config.gb26875().enabled()) {
            endpoint.get().start().toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }

    void close(@Observes @Priority(StartOrder.DOORS_CLOSE) ShutdownEvent event) throws Exception {
        if (config.gb26875().enabled()) {
            endpoint.get().stop().toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }
}
