package io.caretaker.service.wiring;

import io.caretaker.ingest.downlink.CommandCatalogue;
import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.ingest.downlink.mqtt.MqttCommandSender;
import io.caretaker.ingest.downlink.sql.SqlCommandStore;
import io.caretaker.ingest.lorawan.downlink.LorawanCommandSender;
import io.caretaker.ingest.lorawan.library.CodecLibrary;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.service.clock.ServiceClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/** Commands to devices, as beans. */
@ApplicationScoped
class DownlinkWiring {
    /** Steps of commands that wait for the work store; beyond, they are refused. */
    private static final int WAITING_STEPS = 10_000;

    @Produces
    @Singleton
    DeviceCommands commands(Jdbi jdbi, Registry registry, ServiceClock clock) {
        return new DeviceCommands(
                CommandCatalogue.shipped(), new SqlCommandStore(jdbi), registry, clock, new SecureRandom());
    }

    @Produces
    @Singleton
    MqttCommandSender sender(DeviceCommands commands) {
        return new MqttCommandSender(commands, serial("device-commands"));
    }

    @Produces
    @Singleton
    LorawanCommandSender lorawan(DeviceCommands commands, Registry registry, CodecLibrary codecs) {
        return new LorawanCommandSender(commands, registry, codecs, serial("lorawan-commands"));
    }

    private static Executor serial(String name) {
        ThreadPoolExecutor serial =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING_STEPS), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        serial.allowCoreThreadTimeOut(true);
        return serial;
    }
}
