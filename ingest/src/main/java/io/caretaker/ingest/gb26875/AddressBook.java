package io.caretaker.ingest.gb26875;

import io.caretaker.ingest.mapping.WireUnits;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The devices of the registry that have a {@code gb26875:} address: {@code gb26875:<source>}, the transmission device;
 * {@code …/<system type>/<number>}, a system behind it; {@code …/<part type>/<address>}, a part of that. Immutable.
 */
public final class AddressBook {
    public static final String SCHEME = "gb26875:";

    private static final Pattern FORM =
            Pattern.compile(SCHEME + "[0-9a-f]{12}(/\\d{1,3}/\\d{1,3}(/\\d{1,3}/[0-9a-f]{8})?)?");

    /** @param profile with the units of the wire filled in where its mapping names none */
    record Entry(Device device, Profile profile, ZoneId zone) {}

    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, ZoneId> sources = new HashMap<>();
    private final List<String> unreadable = new ArrayList<>();

    private AddressBook() {}

    public static AddressBook of(Topology topology) {
        AddressBook book = new AddressBook();
        Map<String, Profile> profiles = new HashMap<>();
        for (Device device : topology.devices()) {
            for (String address : device.addresses()) {
                if (address.startsWith(SCHEME)) {
                    book.add(topology, profiles, device, address.toLowerCase(Locale.ROOT));
                }
            }
        }
        return book;
    }

    private void add(Topology topology, Map<String, Profile> profiles, Device device, String address) {
        Optional<Profile> profile = topology.profile(device.profile());
        Optional<ZoneId> zone = topology.estate(device.estate()).map(Estate::zone);
        if (!FORM.matcher(address).matches() || profile.isEmpty() || zone.isEmpty()) {
            unreadable.add(address);
            return;
        }
        Profile known =
                profiles.computeIfAbsent(device.profile(), id -> WireUnits.fillIn(profile.get(), Quantity::unitOf));
        entries.put(address, new Entry(device, known, zone.get()));
        sources.putIfAbsent(source(address), zone.get());
    }

    /** Addresses that are not of the form. */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** Whether anything behind this source is registered. */
    public boolean knows(WireAddress source) {
        return sources.containsKey(source.hex());
    }

    /** Where the device stands; empty for a source that nobody registered. */
    public Optional<ZoneId> zone(WireAddress source) {
        return Optional.ofNullable(sources.get(source.hex()));
    }

    /** Id of the transmission device itself, where it is registered. */
    public Optional<String> deviceAt(WireAddress source) {
        return at(source, "").map(e -> e.device().id());
    }

    /** @param rest empty, or what follows the source in an address */
    Optional<Entry> at(WireAddress source, String rest) {
        return Optional.ofNullable(entries.get(SCHEME + source.hex() + rest));
    }

    private static String source(String address) {
        return address.substring(SCHEME.length(), SCHEME.length() + WireAddress.BYTES * 2);
    }
}
