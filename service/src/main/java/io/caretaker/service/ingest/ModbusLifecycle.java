package io.caretaker.service.ingest;

import io.caretaker.ingest.modbus.ModbusPolling;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

/** Begins and ends polling where it is switched on; where it is not, nothing of it is loaded. */
@ApplicationScoped
class ModbusLifecycle {
    private final CaretakerConfig config;
    private final Instance<ModbusPolling> modbus;

    ModbusLifecycle(CaretakerConfig config, Instance<ModbusPolling> modbus) {
        this.config = config;
        this.modbus = modbus;
    }

    void begin(@Observes @Priority(StartOrder.DOORS) StartupEvent event) {
        if (config.modbus().enabled()) {
            modbus.get().start();
        }
    }

    void end(@Observes @Priority(StartOrder.DOORS_CLOSE) ShutdownEvent event) {
        if (config.modbus().enabled()) {
            modbus.get().stop();
        }
    }
}
