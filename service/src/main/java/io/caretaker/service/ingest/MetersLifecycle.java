package io.caretaker.service.ingest;

import io.caretaker.ingest.meter.tcp.MeterListener;
import io.caretaker.ingest.meter.tcp.MeterPoller;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.TimeUnit;

/** Begins and ends the asking of meters, and the port that their gateways dial, where they are switched on. */
@ApplicationScoped
class MetersLifecycle {
    private static final long PATIENCE_S = 10;

    private final CaretakerConfig config;
    private final Registry registry;
    private final Instance<MeterPoller> poller;
    private final Instance<MeterListener> listener;

    MetersLifecycle(
            CaretakerConfig config, Registry registry, Instance<MeterPoller> poller, Instance<MeterListener> listener) {
        this.config = config;
        this.registry = registry;
        this.poller = poller;
        this.listener = listener;
    }

    void open(@Observes @Priority(StartOrder.DOORS) StartupEvent event) throws Exception {
        if (config.meters().listen().enabled()) {
            wait(listener.get().start());
        }
        if (config.meters().poll().enabled()) {
            MeterPoller asking = poller.get();
            registry.onChange(change -> asking.refresh());
            asking.refresh();
        }
    }

    void close(@Observes @Priority(StartOrder.DOORS_CLOSE) ShutdownEvent event) throws Exception {
        if (config.meters().poll().enabled()) {
            wait(poller.get().stop());
        }
        if (config.meters().listen().enabled()) {
            wait(listener.get().stop());
        }
    }

    private static void wait(Future<?> done) throws Exception {
        done.toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    }
}
