package io.caretaker.service.ingest;

import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.ingest.downlink.mqtt.MqttCommandSender;
import io.caretaker.ingest.lorawan.downlink.LorawanCommandSender;
import io.caretaker.ingest.mqtt.MqttDeviceEndpoint;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

/** Lets commands out once there is an endpoint, and ends those whose time is over. */
@ApplicationScoped
class DownlinkLifecycle {
    private final CaretakerConfig config;
    private final DeviceCommands commands;
    private final MqttCommandSender sender;
    private final Instance<MqttDeviceEndpoint> mqtt;
    private final LorawanCommandSender lorawan;
    private final BrokerConnections brokers;

    DownlinkLifecycle(
            CaretakerConfig config,
            DeviceCommands commands,
            MqttCommandSender sender,
            Instance<MqttDeviceEndpoint> mqtt,
            LorawanCommandSender lorawan,
            BrokerConnections brokers) {
        this.lorawan = lorawan;
        this.brokers = brokers;
        this.config = config;
        this.commands = commands;
        this.sender = sender;
        this.mqtt = mqtt;
    }

    void open(@Observes @Priority(StartOrder.PEOPLE) StartupEvent event) {
        if (config.mqtt().enabled()) {
            sender.over(mqtt.get());
        }
        if (!brokers.all().isEmpty()) {
            lorawan.over(brokers::publish);
        }
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expire() {
        commands.expire();
    }
}
