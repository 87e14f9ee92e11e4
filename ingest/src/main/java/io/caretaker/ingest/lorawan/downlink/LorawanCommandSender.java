package io.caretaker.ingest.lorawan.downlink;

import io.caretaker.ingest.downlink.BrokerPublisher;
import io.caretaker.ingest.downlink.CommandEvent;
import io.caretaker.ingest.downlink.DeviceCommand;
import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.ingest.downlink.DownlinkSender;
import io.caretaker.ingest.lorawan.DownlinkListener;
import io.caretaker.ingest.lorawan.NetworkEvent;
import io.caretaker.ingest.lorawan.ReturnPath;
import io.caretaker.ingest.lorawan.codec.EncodedDownlink;
import io.caretaker.ingest.lorawan.downlink.NetworkCarrier.Handover;
import io.caretaker.ingest.lorawan.downlink.NetworkRoute.Language;
import io.caretaker.ingest.lorawan.library.CodecLibrary;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.DownlinkMapping;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.TopologySource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Brings commands to LoRaWAN devices by the way they were last heard. Sent: the network server has it in its queue.
 * Done: the device acknowledged the frame, the last thing that is heard of it; whether it did what it was told shows in its
 * readings. All steps run on one thread. Safe for use by several threads.
 */
public final class LorawanCommandSender implements DownlinkSender, DownlinkListener {
    private static final Logger LOG = Logger.getLogger(LorawanCommandSender.class);
    private static final String ADDRESS = "lorawan:";
    private static final String ACTOR = "lorawan";
    private static final int LONGEST_REASON = 300;
    /** The console has words for it. */
    private static final String CONFIRMED = "the device confirmed the frame";

    private final DeviceCommands commands;
    private final TopologySource topology;
    private final CodecLibrary codecs;
    private final Executor serial;
    private final Map<String, NetworkRoute> routes = new ConcurrentHashMap<>();
    /** Devices that a command may wait for: asked at every uplink, so without the commands' own lock. */
    private final Set<String> expected = ConcurrentHashMap.newKeySet();

    private volatile NetworkCarrier carrier;

    /** @param serial runs one task after the other, in order; may block */
    public LorawanCommandSender(
            DeviceCommands commands, TopologySource topology, CodecLibrary codecs, Executor serial) {
        this.commands = commands;
        this.topology = topology;
        this.codecs = codecs;
        this.serial = serial;
    }

    /** From now on commands go out by these brokers, and by HTTP where a network server says that it may be. */
    public void over(BrokerPublisher brokers) {
        carrier = new NetworkCarrier(brokers);
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
    public void heard(Device device, ReturnPath path) {
        NetworkRoute known = routes.get(device.id());
        Optional<NetworkRoute> route = NetworkRoute.of(path);
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
                commands.tell(command.id(), new CommandEvent.Executed(CONFIRMED), "device:" + device.id());
            }
            case FAILED -> fail(command, downlink.reason());
        }
    }

    /** The Things Stack would send the frame all the same, and go on trying: its queue gets what is still to be done. */
    @Override
    public void expired(Device device) {
        later(() -> {
            NetworkRoute route = routes.get(device.id());
            if (route != null && carrier != null && route.language() == Language.THE_THINGS_STACK) {
                List<QueuedFrame> rest = commands.sent(device.id()).stream()
                        .map(command -> frame(device, command))
                        .toList();
                carrier.replace(route, QueuedFrame.ttn(rest));
            }
        });
    }

    private void sendAll(Device device) {
        NetworkRoute route = routes.get(device.id());
        if (route == null || carrier == null) {
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

    /** @return false when the network server did not take it: it waits for another time */
    private boolean send(Device device, NetworkRoute route, DeviceCommand command) {
        QueuedFrame frame;
        try {
            frame = frame(device, command);
        } catch (InvalidValue e) {
            refused(command, e.getMessage());
            return true;
        }
        Handover handover = carrier.push(
                route, route.language() == Language.CHIRPSTACK ? frame.chirpstack() : QueuedFrame.ttn(List.of(frame)));
        if (handover.taken()) {
            commands.tell(command.id(), new CommandEvent.Sent(), ACTOR);
            return true;
        }
        if (!handover.refused().isEmpty()) {
            refused(command, handover.refused());
            return true;
        }
        return false;
    }

    private void refused(DeviceCommand command, String reason) {
        commands.tell(command.id(), new CommandEvent.Sent(), ACTOR);
        fail(command, reason);
    }

    private QueuedFrame frame(Device device, DeviceCommand command) {
        Profile profile = topology.current().profile(device.profile()).orElseThrow();
        DownlinkMapping mapping = profile.downlink(command.name())
                .orElseThrow(() ->
                        new InvalidValue("downlinks", command.name(), "an entry for it in profile " + profile.id()));
        String devEui = devEui(device).orElseThrow();
        Instant expires = Times.instant(command.expiresMicros());
        if (!mapping.bytes().isEmpty()) {
            byte[] bytes = FrameTemplate.bytes(mapping, command.parameters());
            return new QueuedFrame(command.id(), devEui, mapping.fPort(), bytes, expires);
        }
        EncodedDownlink encoded = codecs.script(profile.codec())
                .orElseThrow(() -> new InvalidValue("codec", profile.codec(), "a stored codec that encodes"))
                .script()
                .encode(FrameTemplate.fields(mapping, command.parameters()), mapping.fPort());
        if (encoded instanceof EncodedDownlink.Failed failed) {
            throw new InvalidValue("codec " + profile.codec(), failed.reason(), "a command that it can encode");
        }
        EncodedDownlink.Bytes bytes = (EncodedDownlink.Bytes) encoded;
        int fPort = bytes.fPort() == 0 ? mapping.fPort() : bytes.fPort();
        return new QueuedFrame(command.id(), devEui, fPort, bytes.bytes(), expires);
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
