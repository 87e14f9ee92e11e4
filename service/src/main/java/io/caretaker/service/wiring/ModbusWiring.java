package io.caretaker.service.wiring;

import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.modbus.ModbusPolling;
import io.caretaker.ingest.modbus.ModbusSettings;
import io.caretaker.ingest.modbus.tcp.TcpLinks;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.config.ModbusConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;

/** Modbus as a bean. Ask for it by {@code Instance}: it is made when it is first needed, and most estates do not need it. */
@ApplicationScoped
class ModbusWiring {
    @Produces
    @Singleton
    ModbusPolling modbus(
            CaretakerConfig config,
            Registry registry,
            TelemetryIntake telemetry,
            StatusIntake status,
            MeterRegistry meters) {
        ModbusConfig modbus = config.modbus();
        ModbusSettings settings = new ModbusSettings(
                modbus.requestTimeout(),
                modbus.connectTimeout(),
                modbus.maxGap(),
                modbus.minInterval(),
                modbus.maxGateways());
        return new ModbusPolling(
                settings,
                registry,
                telemetry,
                status,
                new TcpLinks(settings),
                Executors.newSingleThreadScheduledExecutor(work -> {
                    Thread thread = new Thread(work, "modbus-polling");
                    thread.setDaemon(true);
                    return thread;
                }),
                System::nanoTime,
                meters);
    }
}
