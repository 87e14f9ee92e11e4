package io.caretaker.ingest.twin;

import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.DeviceSightings;
import io.caretaker.ingest.intake.StatusReport;
import io.caretaker.model.estate.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The twins of all devices, in memory. A message costs two plain stores: whoever brings
 * messages keeps the place of the device. What changed is written by
 * {@link #flush}, which a timer calls: a crash may lose what was heard since. Safe for use by several threads.
 */
public final class Twins implements DeviceSightings {
    /** Small enough that the work store is never held for long. */
    private static final int BATCH = 1_000;

    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final TwinStore store;

    /** Loads what the store holds. Whoever was connected is not any more: the service just started. */
    public Twins(TwinStore store) {
        this.store = store;
        store.load().forEach(t -> slots.put(t.device(), new Slot(disconnected(t))));
    }

    /** What is known of the device. */
    public DeviceTwin of(String device) {
        Slot slot = slots.get(device);
        return slot == null ? DeviceTwin.unheard(device) : slot.twin();
    }

    @Override
    public Sighting sighting(String device) {
        return slot(device);
    }

    @Override
    public void connection(String device, Protocol protocol, String address, boolean connected, long timeMicros) {
        Slot slot = slot(device);
        if (connected) {
            slot.seen(protocol, timeMicros);
        }
        slot.connection(address, connected, timeMicros);
    }

    @Override
    public void status(String device, StatusReport report, long timeMicros) {
        slot(device).status(report, timeMicros);
    }

    /**
     * How well a radio message was received.
     *
     * @param gateway that received it best, empty when unknown
     */
    public void radio(String device, OptionalDouble rssi, OptionalDouble snr, String gateway) {
        slot(device).radio(rssi, snr, gateway);
    }

    /** @param percent 0 to 100 */
    public void battery(String device, double percent) {
        slot(device).battery(percent);
    }

    /** Writes what changed. Blocks on I/O. What cannot be written stays to be written the next time. */
    public void flush() {
        List<DeviceTwin> batch = new ArrayList<>();
        for (Slot slot : slots.values()) {
            slot.takeChanged().ifPresent(batch::add);
            if (batch.size() == BATCH) {
                save(batch);
                batch.clear();
            }
        }
        save(batch);
    }

    private void save(List<DeviceTwin> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            store.save(batch);
        } catch (RuntimeException e) {
            batch.forEach(t -> slots.computeIfPresent(t.device(), (id, slot) -> {
                slot.putBack();
                return slot;
            }));
            throw e;
        }
    }

    /** Forgets the devices that are not there any more. Blocks on I/O when there are any. */
    public void retain(Topology topology) {
        List<String> gone = slots.keySet().stream()
                .filter(id -> topology.device(id).isEmpty())
                .toList();
        if (!gone.isEmpty()) {
            gone.forEach(slots::remove);
            store.remove(gone);
        }
    }

    private Slot slot(String device) {
        Slot slot = slots.get(device);
        return slot != null ? slot : slots.computeIfAbsent(device, id -> new Slot(DeviceTwin.unheard(id)));
    }

    private static DeviceTwin disconnected(DeviceTwin t) {
        return new DeviceTwin(
                t.device(),
                t.lastSeenMicros(),
                false,
                t.connectionMicros(),
                t.protocol(),
                t.address(),
                t.rssi(),
                t.snr(),
                t.battery(),
                t.firmware(),
                t.status(),
                t.statusMicros());
    }
}
