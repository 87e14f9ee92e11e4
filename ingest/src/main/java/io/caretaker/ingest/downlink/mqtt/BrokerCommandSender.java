package io.caretaker.ingest.downlink.mqtt;

import io.caretaker.ingest.downlink.BrokerPublisher;
import io.caretaker.ingest.downlink.CommandEvent;
import io.caretaker.ingest.downlink.DeviceCommand;
import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.ingest.downlink.DownlinkSender;
import io.caretaker.ingest.mqtt.BrokerTraffic;
import io.caretaker.ingest.mqtt.CommandResult;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.TopologySource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Brings commands to devices that speak the product's own topics on a broker of the estate: by the broker they were last
 * heard on. Sent: the broker has it, which says nothing about the device; so what it did not answer is sent again when it
 * says that it is online. All steps run on one thread. Safe for use by several threads.
 */
public final class BrokerCommandSender implements DownlinkSender, BrokerTraffic {
    private static final Logger LOG = Logger.getLogger(BrokerCommandSender.class);
    private static final long PATIENCE_S = 15;
    private static final int AT_LEAST_ONCE = 1;

    private final DeviceCommands commands;
    private final TopologySource topology;
    private final Predicate<String> elsewhere;
    private final Executor serial;
    private final Map<String, String> brokers = new ConcurrentHashMap<>();
    /** Devices that a command may wait for: asked at every message, so without the commands' own lock. */
    private final Set<String> expected = ConcurrentHashMap.newKeySet();

    private volatile BrokerPublisher publisher;

    /**
     * @param elsewhere whether a device is connected to the service itself, where it is commanded then
     * @param serial runs one task after the other, in order; may block. The same as that of commands to the service's own
     *     connections, so that a command goes out by one of the two
     */
    public BrokerCommandSender(
            DeviceCommands commands, TopologySource topology, Predicate<String> elsewhere, Executor serial) {
        this.commands = commands;
        this.topology = topology;
        this.elsewhere = elsewhere;
        this.serial = serial;
    }

    /** From now on commands go out by these brokers. */
    public void over(BrokerPublisher carrier) {
        publisher = carrier;
        commands.through(this);
    }

    /** A device with an address on another wire is commanded there. */
    @Override
    public boolean serves(Device device) {
        return device.addresses().isEmpty();
    }

    @Override
    public void waiting(Device device) {
        expected.add(device.id());
        later(() -> sendAll(device.id()));
    }

    @Override
    public void heard(String device, String broker) {
        String before = brokers.put(device, broker);
        // The first time there may be commands of an earlier life of the service.
        if (before == null || expected.contains(device)) {
            later(() -> sendAll(device));
        }
    }

    @Override
    public void back(String device) {
        later(() -> {
            commands.lost(device);
            sendAll(device);
        });
    }

    @Override
    public void answered(String device, CommandResult result) {
        later(() -> {
            if (!commands.answer(device, result.id(), Answers.event(result))) {
                LOG.debugf("answer to an unknown command device=%s command=%s", device, result.id());
            }
        });
    }

    private void sendAll(String id) {
        String broker = brokers.get(id);
        Device device = topology.current().device(id).orElse(null);
        if (broker == null || device == null || publisher == null || elsewhere.test(id)) {
            return; // when it is heard next
        }
        for (DeviceCommand command : commands.queued(id)) {
            if (!published(broker, device, command)) {
                expected.add(id);
                return;
            }
            commands.tell(command.id(), new CommandEvent.Sent(), "broker:" + broker);
        }
        expected.remove(id);
    }

    private boolean published(String broker, Device device, DeviceCommand command) {
        String topic = "caretaker/v1/" + device.estate() + '/' + device.id() + "/command";
        try {
            return publisher
                    .publish(broker, topic, CommandMessage.of(command), AT_LEAST_ONCE)
                    .toCompletableFuture()
                    .get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("command not handed to the broker broker=%s topic=%s", broker, topic);
            return false;
        }
    }

    private void later(Runnable step) {
        try {
            serial.execute(() -> run(step));
        } catch (RejectedExecutionException e) {
            LOG.warn("too many steps of commands wait; what waits goes out when the device is heard next");
        }
    }

    private static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("a step of a command was not stored; it is tried again when the device is heard next", e);
        }
    }
}
