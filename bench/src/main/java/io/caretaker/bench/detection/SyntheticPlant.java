package io.caretaker.bench.detection;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Reading;
import io.caretaker.sim.estate.EstateBuilder;
import io.caretaker.sim.estate.EstatePlan;
import io.caretaker.sim.estate.Profiles;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.physics.EstateWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies of one simulated estate of 200 devices, as many as are asked for, and what they report: rounds in which each
 * device sends all its metrics, as the simulator's physics has them. Copies report the same values under their own ids.
 */
final class SyntheticPlant {
    static final int DEVICES_PER_ESTATE = 200;
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final int ENTRIES_PER_GROUP = 2_000;

    private final EstatePlan plan = new EstateBuilder(1).build(1).get(0);
    private final EstateWorld world;
    private final int estates;
    private final String[][] ids;
    private final Topology topology;
    private final long secondsPerRound;
    private int round;

    /** @param secondsPerRound time between the messages of a device */
    SyntheticPlant(int devices, long secondsPerRound) {
        this.estates = Math.max(1, devices / DEVICES_PER_ESTATE);
        this.secondsPerRound = secondsPerRound;
        List<Estate> copies = new ArrayList<>();
        List<Asset> assets = new ArrayList<>();
        List<Device> reporting = new ArrayList<>();
        ids = new String[estates][];
        for (int copy = 0; copy < estates; copy++) {
            String prefix = "c" + copy + "-";
            Estate e = plan.estate();
            copies.add(new Estate(prefix + e.id(), e.name(), e.latitude(), e.longitude(), e.zone(), e.households()));
            for (Asset a : plan.assets()) {
                Optional<String> parent = a.parent().map(p -> prefix + p);
                assets.add(new Asset(prefix + a.id(), prefix + a.estate(), parent, a.type(), a.name(), a.attributes()));
            }
            for (Device d : plan.devices()) {
                reporting.add(new Device(
                        prefix + d.id(), prefix + d.estate(), prefix + d.asset(), d.profile(), d.interval()));
            }
            ids[copy] = plan.devices().stream().map(d -> prefix + d.id()).toArray(String[]::new);
        }
        topology = new Topology(copies, assets, reporting, Profiles.all());
        world = new EstateWorld(
                plan,
                1,
                new FaultBoard(new Topology(List.of(plan.estate()), plan.assets(), plan.devices(), Profiles.all())));
    }

    Topology topology() {
        return topology;
    }

    int devices() {
        return estates * plan.devices().size();
    }

    /** The next round of all devices and a tick after it, in groups as the journal gives them. */
    List<JournalGroup> next(long firstOffset) {
        long second = BEGIN.getEpochSecond() + round * secondsPerRound;
        round++;
        List<List<Reading>> measured = measured(second);
        List<JournalGroup> groups = new ArrayList<>();
        List<JournalEntry> entries = new ArrayList<>();
        long offset = firstOffset;
        for (String[] devices : ids) {
            for (int d = 0; d < devices.length; d++) {
                entries.add(named(devices[d], measured.get(d), second * 1_000_000));
            }
            if (entries.size() >= ENTRIES_PER_GROUP) {
                groups.add(new JournalGroup(offset, entries));
                offset += entries.size();
                entries = new ArrayList<>();
            }
        }
        entries.add(new Ticked(second * 1_000_000));
        groups.add(new JournalGroup(offset, entries));
        return groups;
    }

    private List<List<Reading>> measured(long second) {
        List<List<Reading>> all = new ArrayList<>();
        for (Device device : plan.devices()) {
            Measured sensors = new Measured(device.id(), second);
            world.source(device.asset()).sample(second, sensors);
            all.add(sensors.readings());
        }
        return all;
    }

    private static ReadingsReceived named(String device, List<Reading> values, long micros) {
        List<Reading> readings = new ArrayList<>(values.size());
        for (Reading r : values) {
            readings.add(Reading.good(device, r.metric(), r.timeMicros(), r.value()));
        }
        return new ReadingsReceived(device, micros, readings);
    }

    static int readings(List<JournalGroup> groups) {
        int count = 0;
        for (JournalGroup group : groups) {
            for (JournalEntry entry : group.entries()) {
                count += entry instanceof ReadingsReceived r ? r.readings().size() : 0;
            }
        }
        return count;
    }
}
