package io.caretaker.service.ingest;

import io.caretaker.ingest.mqtt.MqttDeviceEndpoint;
import io.caretaker.ingest.telemetry.TelemetryFollower;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.TimeUnit;

/** Opens the doors for devices last, and closes them first. */
@ApplicationScoped
class IngestLifecycle {
    private static final long PATIENCE_S = 10;

    private final CaretakerConfig config;
    private final Instance<TelemetryFollower> telemetry;
    private final Instance<MqttDeviceEndpoint> mqtt;

    IngestLifecycle(CaretakerConfig config, Instance<TelemetryFollower> telemetry, Instance<MqttDeviceEndpoint> mqtt) {
        this.config = config;
        this.telemetry = telemetry;
        this.mqtt = mqtt;
    }

    void open(@Observes @Priority(StartOrder.DOORS) StartupEvent event) throws Exception {
        telemetry.get();
        if (config.mqtt().enabled()) {
            mqtt.get().start().toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }

    void close(@Observes @Priority(StartOrder.DOORS_CLOSE) ShutdownEvent event) throws Exception {
        if (config.mqtt().enabled()) {
            mqtt.get().stop().toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        }
        telemetry.get().close();
    }
}
