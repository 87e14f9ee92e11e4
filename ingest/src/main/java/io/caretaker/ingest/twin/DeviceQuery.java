package io.caretaker.ingest.twin;

import io.caretaker.model.Times;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which devices somebody wants to see; an empty criterion lets every device pass. Pure.
 *
 * @param text part of the id, of an address or of the asset's name, in any case; empty for any
 * @param silentFor not heard for longer than this; a device that was never heard is silent
 * @param batteryBelow percent; a device whose battery is unknown does not pass
 */
public record DeviceQuery(
        Optional<String> estate,
        Optional<String> profile,
        String text,
        Optional<Duration> silentFor,
        Optional<Double> batteryBelow,
        Optional<Boolean> connected) {
    public static final DeviceQuery ALL = new DeviceQuery(
            Optional.empty(), Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.empty());

    /** A device with what was last known of it. */
    public record Found(Device device, DeviceTwin twin) {}

    /** Devices that pass, by id. */
    public List<Found> in(Topology topology, Twins twins, Instant now) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return topology.devices().stream()
                .filter(d -> estate.map(d.estate()::equals).orElse(true))
                .filter(d -> profile.map(d.profile()::equals).orElse(true))
                .filter(d -> wanted.isEmpty()
                        || words(d, topology)
                                .anyMatch(w -> w.toLowerCase(Locale.ROOT).contains(wanted)))
                .map(d -> new Found(d, twins.of(d.id())))
                .filter(f -> passes(f.twin(), now))
                .sorted(Comparator.comparing(f -> f.device().id()))
                .toList();
    }

    private static Stream<String> words(Device device, Topology topology) {
        Stream<String> names =
                topology.asset(device.asset()).map(Asset::name).stream().flatMap(n -> Stream.of(n.en(), n.zh()));
        return Stream.concat(Stream.concat(Stream.of(device.id(), device.asset()), device.addresses().stream()), names);
    }

    private boolean passes(DeviceTwin twin, Instant now) {
        long nowMicros = Times.micros(now);
        return silentFor
                        .map(d -> !twin.everSeen() || nowMicros - twin.lastSeenMicros() > d.toNanos() / 1_000)
                        .orElse(true)
                && batteryBelow
                        .map(limit ->
                                twin.battery().isPresent() && twin.battery().getAsDouble() < limit)
                        .orElse(true)
                && connected.map(c -> c == twin.connected()).orElse(true);
    }
}
