package io.caretaker.service.ingest;

import io.caretaker.ingest.coap.CoapDeviceEndpoint;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

/** Opens and closes CoAP where it is switched on; where it is not, nothing of it is loaded. */
@ApplicationScoped
class CoapLifecycle {
    private final CaretakerConfig config;
    private final Instance<CoapDeviceEndpoint> coap;

    CoapLifecycle(CaretakerConfig config, Instance<CoapDeviceEndpoint> coap) {
        this.config = config;
        this.coap = coap;
    }

    void open(@Observes @Priority(StartOrder.DOORS) StartupEvent event) {
        if (config.coap().enabled()) {
            coap.get().start();
        }
    }

    void close(@Observes @Priority(StartOrder.DOORS_CLOSE) ShutdownEvent event) {
        if (config.coap().enabled()) {
            coap.get().stop();
        }
    }
}
