package io.caretaker.ingest.lorawan.downlink;

import io.caretaker.ingest.downlink.CommandEvent;
import io.caretaker.ingest.downlink.DeviceCommand;
import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.ingest.downlink.DownlinkSender;
import io.caretaker.ingest.lorawan.DownlinkListener;
import io.caretaker.ingest.lorawan.NetworkEvent;
import io.caretaker.ingest.lorawan.codec.EncodedDownlink;
import io.caretaker.ingest.lorawan.library.CodecLibrary;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.DownlinkMapping;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.TopologySource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Brings commands to LoRaWAN devices by the broker they were last heard on. Sent: the network server has it in its queue.
 * Done: the device acknowledged the frame, the last thing that is heard of it; whether it did what it was told shows in its
 * readings. All steps run on one thread. Safe for use by several threads.
 */
public final class LorawanCommandSender implements DownlinkSender, DownlinkListener {
    private static final Logger LOG = Logger.getLogger(LorawanCommandSender.class);
    private static final String ADDRESS = "lorawan:";
    private static final String ACTOR = "lorawan";
    private static final long PATIENCE_S = 15;
    private static final int LONGEST_REASON = 300;

    /** Brokers that carry frames. */
    public interface Carrier {
        /** As {@code BrokerConnection.publish}; false for a broker that does not exist. */
        CompletionStage<Boolean> publish(String broker, String topic, byte[] payload, int qos);
    }

    private final DeviceCommands commands;
    private final TopologySource topology;
    private final CodecLibrary codecs;
    private final Executor serial;
    private final Map<String, NetworkRoute> routes = new ConcurrentHashMap<>();
    /** Devices that a command may wait for: asked at every uplink, so without the commands' own lock. */
    private final Set<String> expected = ConcurrentHashMap.newKeySet();

    private volatile Carrier carrier;

    /** @param serial runs one task after the other, in order; may block */
    public LorawanCommandSender(
            DeviceCommands commands, TopologySource topology, CodecLibrary codecs, Executor serial) {
        this.commands = commands;
        this.topology = topology;
        this.codecs = codecs;
        this.serial = serial;
    }

    /** From now on commands go out by these brokers. */
    public void over(Carrier brokers) {
        carrier = brokers;
        commands.through(this);
    }

    @Override
    public boolean serves(Device device) {
        return devEui(device).isPresent();
    }

    @Override
    public void waiting(Device device) {
        expected.add(device.id());
        later(() -> sendAll(device));
    }

    @Override
    public void heard(Device device, String broker, String topic) {
        NetworkRoute known = routes.get(device.id());
        Optional<NetworkRoute> route = NetworkRoute.of(broker, topic);
        if (route.isEmpty()) {
            return;
        }
        if (!route.get().equals(known)) {
            routes.put(device.id(), route.get());
        }
        // The first time there may be commands of an earlier life of the service.
        if (known == null || expected.contains(device.id())) {
            later(() -> sendAll(device));
        }
    }

    @Override
    public void told(Device device, NetworkEvent.Downlink downlink) {
        later(() -> commands.sent(device.id()).stream()
                .filter(c -> QueuedFrame.isNamedBy(c.id(), downlink.references()))
                .forEach(c -> told(device, c, downlink)));
    }

    private void told(Device device, DeviceCommand command, NetworkEvent.Downlink downlink) {
        switch (downlink.step()) {
            case TRANSMITTED -> LOG.debugf("frame sent device=%s command=%s", device.id(), command.id());
            case ACKNOWLEDGED -> {
                commands.tell(command.id(), new CommandEvent.Acknowledged(), "device:" + device.id());
                commands.tell(command.id(), new CommandEvent.Executed(""), "device:" + device.id());
            }
            case FAILED -> fail(command, downlink.reason());
        }
    }

    private void sendAll(Device device) {
        NetworkRoute route = routes.get(device.id());
        if (route == null) {
            return; // when it is heard next
        }
        for (DeviceCommand command : commands.queued(device.id())) {
            if (!send(device, route, command)) {
                expected.add(device.id());
                return;
            }
        }
        expected.remove(device.id());
    }

    /** @return false when the broker did not take it: it waits for another time */
    private boolean send(Device device, NetworkRoute route, DeviceCommand command) {
        QueuedFrame frame;
        try {
            frame = frame(device, command);
        } catch (InvalidValue e) {
            commands.tell(command.id(), new CommandEvent.Sent(), ACTOR);
            fail(command, e.getMessage());
            return true;
        }
        if (!published(route, route.chirpstack() ? frame.chirpstack() : frame.ttn())) {
            return false;
        }
        commands.tell(command.id(), new CommandEvent.Sent(), ACTOR);
        return true;
    }

    private QueuedFrame frame(Device device, DeviceCommand command) {
        Profile profile = topology.current().profile(device.profile()).orElseThrow();
        DownlinkMapping mapping = profile.downlink(command.name())
                .orElseThrow(() ->
                        new InvalidValue("downlinks", command.name(), "an entry for it in profile " + profile.id()));
        String devEui = devEui(device).orElseThrow();
        if (!mapping.bytes().isEmpty()) {
            return new QueuedFrame(
                    command.id(), devEui, mapping.fPort(), FrameTemplate.bytes(mapping, command.parameters()));
        }
        EncodedDownlink encoded = codecs.script(profile.codec())
                .orElseThrow(() -> new InvalidValue("codec", profile.codec(), "a stored codec that encodes"))
                .script()
                .encode(FrameTemplate.fields(mapping, command.parameters()), mapping.fPort());
        if (encoded instanceof EncodedDownlink.Failed failed) {
            throw new InvalidValue("codec " + profile.codec(), failed.reason(), "a command that it can encode");
        }
        EncodedDownlink.Bytes bytes = (EncodedDownlink.Bytes) encoded;
        return new QueuedFrame(
                command.id(), devEui, bytes.fPort() == 0 ? mapping.fPort() : bytes.fPort(), bytes.bytes());
    }

    private boolean published(NetworkRoute route, byte[] payload) {
        try {
            return carrier.publish(route.broker(), route.topic(), payload, route.qos())
                    .toCompletableFuture()
                    .get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("frame not handed to the broker broker=%s topic=%s", route.broker(), route.topic());
            return false;
        }
    }

    private void fail(DeviceCommand command, String reason) {
        String cut = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        commands.tell(command.id(), new CommandEvent.Failed(cut), ACTOR);
    }

    private static Optional<String> devEui(Device device) {
        return device.addresses().stream()
                .filter(a -> a.startsWith(ADDRESS))
                .map(a -> a.substring(ADDRESS.length()))
                .findFirst();
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
