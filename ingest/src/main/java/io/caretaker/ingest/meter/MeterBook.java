package io.caretaker.ingest.meter;

import io.caretaker.ingest.mapping.WireUnits;
import io.caretaker.ingest.meter.MeterAddress.Gateway;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The devices of the registry that are meters, and the lines that they hang on. Immutable. */
public final class MeterBook {
    /** @param profile with the units of the wire filled in where its mapping names none */
    public record Entry(Device device, Profile profile, Dialect dialect) {}

    private final Map<String, Entry> meters = new HashMap<>();
    private final Map<Gateway, List<PollLine.Meter>> lines = new TreeMap<>();
    private final List<String> unreadable = new ArrayList<>();

    private MeterBook() {}

    public static MeterBook of(Topology topology, Collection<Dialect> dialects) {
        MeterBook book = new MeterBook();
        for (Device device : topology.devices()) {
            for (String address : device.addresses()) {
                for (Dialect dialect : dialects) {
                    if (address.startsWith(dialect.scheme() + ':')) {
                        book.add(topology, device, address, dialect);
                    }
                }
            }
        }
        return book;
    }

    private void add(Topology topology, Device device, String text, Dialect dialect) {
        Optional<MeterAddress> address = MeterAddress.parse(text);
        Optional<Profile> profile = topology.profile(device.profile());
        if (address.isEmpty() || address.get().digits().length() != dialect.digits() || profile.isEmpty()) {
            unreadable.add(text);
            return;
        }
        meters.put(address.get().name(), new Entry(device, WireUnits.fillIn(profile.get(), dialect::unitOf), dialect));
        address.get()
                .gateway()
                .ifPresent(gateway -> lines.computeIfAbsent(gateway, g -> new ArrayList<>())
                        .add(new PollLine.Meter(address.get(), device.id(), dialect, device.interval())));
    }

    /** Addresses that are not of the form. */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** @param name scheme and digits */
    public Optional<Entry> at(String name) {
        return Optional.ofNullable(meters.get(name));
    }

    /** The meters to be asked, by the serial server they hang on. */
    public Map<Gateway, List<PollLine.Meter>> lines() {
        return lines;
    }
}
