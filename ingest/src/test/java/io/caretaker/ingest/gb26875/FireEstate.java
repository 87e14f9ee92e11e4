package io.caretaker.ingest.gb26875;

import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An estate with a transmission device {@code utd}, a {@code panel} behind it and a pressure sensor {@code hydrant-1}. */
public final class FireEstate {
    public static final PartAddress HYDRANT = new PartAddress(new SystemAddress(11, 1), 99, "01000000");

    private static final String SOURCE = AddressBook.SCHEME + Frames.DEVICE.hex();

    private FireEstate() {}

    public static Topology topology() {
        Profile panel = new Profile(
                "fire-panel",
                Text.same("Fire panel"),
                List.of(state("fire_alarm"), state("fault"), state("main_power_fault"), state("was_reset")),
                "",
                List.of(
                        FieldMapping.plain("part.fire_alarm", "fire_alarm"),
                        FieldMapping.plain("part.fault", "fault"),
                        FieldMapping.plain("operation.reset", "was_reset")));
        Profile transmitter = new Profile(
                "fire-transmitter",
                Text.same("Fire transmission device"),
                List.of(state("fire_alarm"), state("fault"), state("centre_link_fault")),
                "",
                List.of(
                        FieldMapping.plain("system.fire_alarm", "fire_alarm"),
                        FieldMapping.plain("part.fire_alarm", "fire_alarm")));
        Profile hydrant = new Profile(
                "gb-hydrant",
                Text.same("Hydrant pressure"),
                List.of(new MetricSpec("hydrant_pressure", "kPa", 0, 1_600)),
                "",
                List.of(FieldMapping.plain("pressure", "hydrant_pressure")));
        return new Topology(
                List.of(new Estate("e-1", Text.same("Estate"), 31.2, 121.5, ZoneId.of("Asia/Shanghai"), 800)),
                List.of(
                        asset("fire", AssetType.FIRE_SYSTEM, Optional.empty()),
                        asset("h-1", AssetType.HYDRANT, Optional.of("fire"))),
                List.of(
                        device("utd", "fire", "fire-transmitter", SOURCE),
                        device("panel", "fire", "fire-panel", SOURCE + "/1/3"),
                        device("hydrant-1", "h-1", "gb-hydrant", SOURCE + "/11/1/99/01000000")),
                List.of(panel, transmitter, hydrant));
    }

    private static MetricSpec state(String name) {
        return new MetricSpec(name, "1", 0, 1);
    }

    private static Asset asset(String id, AssetType type, Optional<String> parent) {
        return new Asset(id, "e-1", parent, type, Text.same(id), Map.of());
    }

    private static Device device(String id, String asset, String profile, String address) {
        return new Device(id, "e-1", asset, profile, Duration.ofMinutes(5), List.of(address));
    }
}
