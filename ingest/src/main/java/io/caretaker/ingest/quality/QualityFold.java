package io.caretaker.ingest.quality;

import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds the journal into counts by device and day. Pure: the only time it knows is that of the entries. For one thread.
 *
 * <p>Bounded by the devices of the registry: about 250 bytes each and 200 for each of its series. Whatever else comes is
 * not counted.
 */
final class QualityFold {
    private static final long DAY_MICROS = 86_400_000_000L;

    private final TopologySource topology;
    private final Map<String, DeviceState> devices = new HashMap<>();
    private final List<DeviceDay> ended = new ArrayList<>();

    QualityFold(TopologySource topology) {
        this.topology = topology;
    }

    /** Goes on where an earlier run stopped. @param newest the newest day of each device */
    void resume(List<DeviceDay> newest) {
        newest.forEach(day -> state(day.device()).resume(day));
    }

    /** @param fromOffset entries before it have been counted already */
    void fold(JournalGroup group, long fromOffset) {
        Topology known = topology.current();
        long offset = group.firstOffset();
        for (JournalEntry entry : group.entries()) {
            if (offset++ >= fromOffset && entry instanceof ReadingsReceived received) {
                fold(received, known);
            }
        }
    }

    private void fold(ReadingsReceived received, Topology known) {
        DeviceState state = devices.get(received.device());
        if (state == null || !state.isOf(known)) {
            Device device = known.device(received.device()).orElse(null);
            if (device == null) {
                return;
            }
            state = state(received.device());
            state.registered(known, device.interval().toNanos() / 1_000);
        }
        onDay(state, received.arrivalMicros());
        state.message(received.arrivalMicros(), received.readings());
    }

    /** @param counts readings that were converted, by device */
    void converted(Map<String, Long> counts, long nowMicros) {
        counts.forEach((device, count) -> {
            DeviceState state = state(device);
            onDay(state, nowMicros);
            state.converted(count);
        });
    }

    private void onDay(DeviceState state, long micros) {
        int day = (int) Math.floorDiv(micros, DAY_MICROS);
        if (day > state.day()) {
            DeviceDay before = state.takeChanged();
            if (before != null) {
                ended.add(before);
            }
            state.begin(day);
        }
    }

    private DeviceState state(String device) {
        return devices.computeIfAbsent(device, DeviceState::new);
    }

    /** The days that have changed since the last call. Forgets devices that are no longer registered. */
    List<DeviceDay> takeChanged() {
        Topology known = topology.current();
        List<DeviceDay> changed = new ArrayList<>(ended);
        ended.clear();
        for (DeviceState state : devices.values()) {
            DeviceDay day = state.takeChanged();
            if (day != null) {
                changed.add(day);
            }
        }
        devices.keySet().removeIf(device -> known.device(device).isEmpty());
        return changed;
    }
}
