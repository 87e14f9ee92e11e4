package io.caretaker.alerting.detect;

import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleFiles;
import io.caretaker.model.Text;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.fault.FaultEvent;
import io.caretaker.model.fault.FaultEvent.FaultCleared;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One estate in Shanghai whose devices all report what their signals say, minute by minute, with a tick each minute. */
final class World {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** The true value at a time given in hours since the start of play. */
    interface Signal {
        double at(double hours);
    }

    private final List<Asset> assets = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final Map<String, Profile> profiles = new TreeMap<>();
    private final Map<String, Map<String, Signal>> signals = new LinkedHashMap<>();
    private final Map<String, Boolean> silent = new LinkedHashMap<>();
    final List<FaultEvent> events = new ArrayList<>();
    final List<JournalEntry> journal = new ArrayList<>();
    Detection detection;
    private RuleBook book = RuleFiles.shippedRules();
    private Instant now;
    private Instant start;
    private long offset;
    private int noise = 1;

    /** @param start local time in Shanghai, as {@code 2026-03-10T08:00} */
    World(String start) {
        this.start = java.time.LocalDateTime.parse(start).atZone(ZONE).toInstant();
        this.now = this.start;
        zone();
        lights();
        dispenser();
        fire();
    }

    private void zone() {
        asset("zone", null, AssetType.PRESSURE_ZONE);
        device("inlet", "zone", AssetType.ZONE_INLET, 1, Map.of(), "water_flow", "water_pressure");
        device("pipe-a", "zone", AssetType.PIPE_SECTION, 5, Map.of(), "water_pressure");
        device("pipe-b", "zone", AssetType.PIPE_SECTION, 5, Map.of(), "water_pressure");
        device("tank", "zone", AssetType.ROOF_TANK, 5, Map.of("height_m", 2.5), "tank_level", "water_flow");
        for (String manhole : List.of("manhole-1", "manhole-2", "manhole-3", "manhole-4")) {
            device(manhole, "zone", AssetType.SEWER_MANHOLE, 15, Map.of("depth_m", 2.0), "sewer_level");
            signal(manhole, "sewer_level", h -> 0.3 + 0.02 * Math.sin(h) + noise(0.004));
        }
        signal("inlet", "water_flow", h -> demand(h) + noise(0.2));
        signal("inlet", "water_pressure", h -> 380 - 0.2 * Math.pow(demand(h), 1.8) + noise(1));
        signal("pipe-a", "water_pressure", h -> 370 - 0.25 * Math.pow(demand(h), 1.8) + noise(1));
        signal("pipe-b", "water_pressure", h -> 360 - 0.3 * Math.pow(demand(h), 1.8) + noise(1));
        signal("tank", "tank_level", h -> 2.0 + 0.1 * Math.sin(h) + noise(0.004));
        signal("tank", "water_flow", h -> 0);
    }

    private void lights() {
        asset("cabinet", null, AssetType.LIGHTING_CABINET);
        own("cabinet", AssetType.LIGHTING_CABINET, 1, "circuit_voltage", "contactor_closed", "residual_current");
        signal("cabinet", "circuit_voltage", h -> burns(h) ? 226 + noise(1) : 0);
        signal("cabinet", "contactor_closed", h -> burns(h) ? 1 : 0);
        signal("cabinet", "residual_current", h -> 15 + noise(3));
        for (int i = 1; i <= 5; i++) {
            String lamp = "lamp-" + i;
            device(
                    lamp,
                    "cabinet",
                    AssetType.LAMP,
                    15,
                    Map.of("rated_power_w", 60.0),
                    "lamp_power",
                    "lamp_voltage",
                    "lamp_dim");
            signal(lamp, "lamp_power", h -> burns(h) ? 60 + noise(0.5) : 0.8);
            signal(lamp, "lamp_voltage", h -> 225 + noise(1));
            signal(lamp, "lamp_dim", h -> 100);
        }
        device("corridor", null, AssetType.CORRIDOR_LAMP, 60, Map.of(), "corridor_lamp_on", "sound_trigger_total");
        signal("corridor", "corridor_lamp_on", h -> 0);
        signal("corridor", "sound_trigger_total", h -> Math.floor(h * 2));
    }

    private void dispenser() {
        device(
                "dispenser",
                null,
                AssetType.DISPENSER,
                5,
                Map.of("filter_rated_l", 5000.0, "uv_commissioned", 1000.0, "has_ro", 1.0),
                "tds_in",
                "tds_out",
                "turbidity_out",
                "water_temperature_hot",
                "uv_intensity",
                "filter_volume_total",
                "dispense_flow",
                "leak_detected");
        signal("dispenser", "tds_in", h -> 180 + noise(5));
        signal("dispenser", "tds_out", h -> 12 + noise(1));
        signal("dispenser", "turbidity_out", h -> 0.2 + noise(0.03));
        signal("dispenser", "water_temperature_hot", h -> 91 + 3 * Math.sin(h * 6));
        signal("dispenser", "uv_intensity", h -> 980 + noise(10));
        signal("dispenser", "filter_volume_total", h -> 1000 + 5 * h);
        signal("dispenser", "dispense_flow", h -> 0);
        signal("dispenser", "leak_detected", h -> 0);
    }

    private void fire() {
        asset("fire", null, AssetType.FIRE_SYSTEM);
        device("fire-main", "fire", AssetType.FIRE_MAIN, 1, Map.of("set_pressure_kpa", 400.0), "fire_pressure");
        device("fire-tank", "fire", AssetType.FIRE_TANK, 5, Map.of("required_level_m", 3.0), "fire_tank_level");
        device(
                "fire-pump",
                "fire",
                AssetType.FIRE_PUMP,
                15,
                Map.of(),
                "pump_mode_auto",
                "pump_power_ok",
                "jockey_starts_total");
        device("fire-valve", "fire", AssetType.FIRE_VALVE, 1440, Map.of(), "valve_open");
        device("hydrant", "fire", AssetType.HYDRANT, 1440, Map.of(), "hydrant_cap_open", "hydrant_pressure");
        signal("fire-main", "fire_pressure", h -> 400 + 25 * Math.sin(h * 12) + noise(1));
        signal("fire-tank", "fire_tank_level", h -> 3.1 + noise(0.005));
        signal("fire-pump", "pump_mode_auto", h -> 1);
        signal("fire-pump", "pump_power_ok", h -> 1);
        signal("fire-pump", "jockey_starts_total", h -> Math.floor(100 + 3 * h));
        signal("fire-valve", "valve_open", h -> 1);
        signal("hydrant", "hydrant_cap_open", h -> 0);
        signal("hydrant", "hydrant_pressure", h -> 350);
    }

    /** Inflow of a thousand households, m3/h: smooth, with a morning and an evening peak, by hours since start. */
    double demand(double hours) {
        double local = localHour(hours);
        return 3.0
                + 9 / (1 + Math.exp(-(local - 6.5) * 2))
                - 3 / (1 + Math.exp(-(local - 10) * 1.5))
                + 5 * Math.exp(-Math.pow((local - 19) / 2, 2))
                - 6 / (1 + Math.exp(-(local - 22.5) * 2));
    }

    private boolean burns(double hours) {
        double local = localHour(hours);
        return local < 6.1 || local > 18.1;
    }

    double localHour(double hours) {
        java.time.LocalTime time = start.atZone(ZONE).toLocalTime();
        return (time.toSecondOfDay() / 3600.0 + hours) % 24;
    }

    /** Deterministic noise, uniform within ±1.7 sigma. */
    double noise(double sigma) {
        noise = noise * 1103515245 + 12345;
        return sigma * 1.7 * ((noise >>> 8 & 0xFFFF) / 32768.0 - 1);
    }

    World signal(String device, String metric, Signal signal) {
        signals.computeIfAbsent(device, d -> new LinkedHashMap<>()).put(metric, signal);
        return this;
    }

    Signal signalOf(String device, String metric) {
        return signals.get(device).get(metric);
    }

    /** Adds to what the metric shows from the given hour on. */
    World add(String device, String metric, Signal more) {
        Signal before = signalOf(device, metric);
        return signal(device, metric, h -> before.at(h) + more.at(h));
    }

    World silence(String device, boolean quiet) {
        silent.put(device, quiet);
        return this;
    }

    /** Time passes and nobody notices. */
    World skip(Duration length) {
        now = now.plus(length);
        return this;
    }

    World without(String asset, String attribute) {
        assets.replaceAll(a -> {
            Map<String, Double> left = new TreeMap<>(a.attributes());
            boolean changed = a.id().equals(asset) && left.remove(attribute) != null;
            return changed ? new Asset(a.id(), a.estate(), a.parent(), a.type(), a.name(), left) : a;
        });
        return this;
    }

    World rules(RuleBook changed) {
        book = changed;
        return this;
    }

    RuleBook book() {
        return book;
    }

    Topology topology() {
        Estate estate = new Estate("e1", Text.same("E1"), 31.23, 121.47, ZONE, 1000);
        return new Topology(List.of(estate), assets, devices, profiles.values());
    }

    Instant now() {
        return now;
    }

    Instant start() {
        return start;
    }

    World playFor(Duration length) {
        if (detection == null) {
            detection = new Detection(RuleFiles.catalogue(), book, this::topology);
        }
        Instant end = now.plus(length);
        for (; now.isBefore(end); now = now.plusSeconds(60)) {
            long minute = Duration.between(start, now).toMinutes();
            for (Device device : devices) {
                if (minute % device.interval().toMinutes() == 0 && !silent.getOrDefault(device.id(), false)) {
                    report(device.id());
                }
            }
            put(new Ticked(Times.micros(now)));
        }
        return this;
    }

    /** The device reports now, out of turn. */
    void report(String device) {
        double hours = Duration.between(start, now).toSeconds() / 3600.0;
        List<Reading> readings = new ArrayList<>();
        signals.getOrDefault(device, Map.of())
                .forEach((metric, signal) ->
                        readings.add(Reading.good(device, metric, Times.micros(now), signal.at(hours))));
        put(new ReadingsReceived(device, Times.micros(now), readings));
    }

    void bad(String device, String metric, double value) {
        Reading reading = new Reading(device, metric, Times.micros(now), value, Quality.BAD, "OUT_OF_RANGE");
        put(new ReadingsReceived(device, Times.micros(now), List.of(reading)));
    }

    void put(JournalEntry entry) {
        journal.add(entry);
        detection.fold(new JournalGroup(offset, List.of(entry))).items().forEach(item -> {
            if (item instanceof DetectedItem.FaultItem fault) {
                events.add(fault.event());
            }
        });
        offset++;
    }

    List<FaultRaised> raised(String type) {
        return events.stream()
                .filter(e -> e instanceof FaultRaised && e.type().equals(type))
                .map(e -> (FaultRaised) e)
                .toList();
    }

    List<FaultCleared> cleared(String type) {
        return events.stream()
                .filter(e -> e instanceof FaultCleared && e.type().equals(type))
                .map(e -> (FaultCleared) e)
                .toList();
    }

    Optional<FaultEvent> firstOf(String type) {
        return events.stream().filter(e -> e.type().equals(type)).findFirst();
    }

    /** Hours since start. */
    double hours(long micros) {
        return (micros - Times.micros(start)) / 3.6e9;
    }

    private void asset(String id, String parent, AssetType type) {
        assets.add(new Asset(id, "e1", Optional.ofNullable(parent), type, Text.same(id), Map.of()));
    }

    private void own(String id, AssetType type, int minutes, String... metrics) {
        List<MetricSpec> specs = new ArrayList<>();
        for (String metric : metrics) {
            specs.add(new MetricSpec(metric, "1", -1e9, 1e9));
        }
        profiles.put("p-" + id, new Profile("p-" + id, Text.same(id), specs));
        devices.add(new Device(id, "e1", id, "p-" + id, Duration.ofMinutes(minutes)));
    }

    private void device(
            String id, String parent, AssetType type, int minutes, Map<String, Double> attributes, String... metrics) {
        assets.add(new Asset(id, "e1", Optional.ofNullable(parent), type, Text.same(id), attributes));
        own(id, type, minutes, metrics);
    }
}
