package io.caretaker.alerting.incident;

import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Family;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.FaultType;
import io.caretaker.model.fault.Severity;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An estate with a street-light cabinet, a pressure zone, a dispenser and a fire main, and the faults they can have. */
public final class Street {
    public static final String CABINET = "cab";

    private Street() {}

    /** Lamps 1 to n on the given number of circuits, in turn; directly below the cabinet when there are none. */
    public static Topology withLamps(int lamps, int circuits) {
        List<Asset> assets = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        assets.add(asset(CABINET, null, AssetType.LIGHTING_CABINET));
        devices.add(device(CABINET, "light-cabinet", Duration.ofMinutes(1)));
        for (int c = 1; c <= circuits; c++) {
            assets.add(asset("circuit-" + c, CABINET, AssetType.LIGHT_CIRCUIT));
        }
        for (int n = 1; n <= lamps; n++) {
            String parent = circuits == 0 ? CABINET : "circuit-" + (1 + n % circuits);
            assets.add(asset(lamp(n), parent, AssetType.LAMP));
            devices.add(device(lamp(n), "lamp-node", Duration.ofMinutes(15)));
        }
        assets.add(asset("pz1", null, AssetType.PRESSURE_ZONE));
        assets.add(asset("pz1-inlet", "pz1", AssetType.ZONE_INLET));
        assets.add(asset("pz1-tank", "pz1", AssetType.ROOF_TANK));
        for (int n = 1; n <= 3; n++) {
            assets.add(asset("pz1-mh" + n, "pz1", AssetType.SEWER_MANHOLE));
        }
        assets.add(asset("pz2", null, AssetType.PRESSURE_ZONE));
        assets.add(asset("pz2-tank", "pz2", AssetType.ROOF_TANK));
        assets.add(asset("pz2-mh1", "pz2", AssetType.SEWER_MANHOLE));
        assets.add(asset("dispenser-1", null, AssetType.DISPENSER));
        assets.add(asset("fire", null, AssetType.FIRE_SYSTEM));
        assets.add(asset("fire-main", "fire", AssetType.FIRE_MAIN));
        Estate estate = new Estate("e1", Text.same("Estate"), 31.2, 121.5, ZoneId.of("Asia/Shanghai"), 800);
        return new Topology(List.of(estate), assets, devices, List.of());
    }

    public static String lamp(int n) {
        return "lamp-" + n;
    }

    public static FaultCatalogue catalogue() {
        return new FaultCatalogue(List.of(
                type("light-cabinet-outage", Family.LIGHTING, Severity.S2, 60, "electrician"),
                type("light-circuit-outage", Family.LIGHTING, Severity.S2, 60, "electrician"),
                type("lamp-out", Family.LIGHTING, Severity.S3, 60, "electrician"),
                type("device-stale", Family.COMMON, Severity.S3, 45, "iot-technician"),
                type("sensor-stuck", Family.COMMON, Severity.S4, 60, "iot-technician"),
                type("pipe-burst", Family.WATER, Severity.S1, 60, "pipe-fitter"),
                type("supply-low-pressure", Family.WATER, Severity.S2, 60, "pipe-fitter"),
                type("roof-tank-low", Family.WATER, Severity.S2, 60, "pipe-fitter"),
                type("sewer-blockage", Family.WATER, Severity.S2, 60, "drain"),
                type("dispenser-no-water", Family.DISPENSER, Severity.S2, 30, "water-technician"),
                type("fire-main-low-pressure", Family.FIRE, Severity.S1, 120, "fire-technician")));
    }

    private static FaultType type(String id, Family family, Severity severity, int proofMinutes, String trade) {
        Text text = Text.same(id);
        return new FaultType(
                id, family, severity, text, text, text, Duration.ofMinutes(proofMinutes), trade, Duration.ofHours(2));
    }

    private static Asset asset(String id, String parent, AssetType type) {
        return new Asset(id, "e1", Optional.ofNullable(parent), type, Text.same(id), Map.of());
    }

    private static Device device(String asset, String profile, Duration interval) {
        return new Device("d-" + asset, "e1", asset, profile, interval);
    }
}
