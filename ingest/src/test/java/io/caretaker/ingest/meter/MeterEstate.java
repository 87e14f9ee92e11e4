package io.caretaker.ingest.meter;

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

/** An estate with the inlet meter {@code inlet} and the meter of a lighting cabinet, {@code cabinet}. */
public final class MeterEstate {
    public static final String WATER = "cjt188:78330011223344";
    public static final String POWER = "dlt645:000000000161";

    private MeterEstate() {}

    /** @param behind empty, or {@code @host:port} of the serial server that both hang on */
    public static Topology topology(String behind, Duration interval) {
        Profile water = new Profile(
                "cjt188-water",
                Text.same("Water meter"),
                List.of(
                        new MetricSpec("water_volume_total", "m3", 0, 99_999_999),
                        new MetricSpec("valve_closed", "1", 0, 1),
                        new MetricSpec("battery_low", "1", 0, 1)),
                "",
                List.of(FieldMapping.plain("volume", "water_volume_total")));
        Profile power = new Profile(
                "dlt645-cabinet",
                Text.same("Meter of a lighting cabinet"),
                List.of(
                        new MetricSpec("circuit_voltage", "V", 0, 500),
                        new MetricSpec("circuit_current", "A", 0, 1_000),
                        new MetricSpec("circuit_power", "W", -1e6, 1e6)),
                "",
                List.of(
                        FieldMapping.plain("voltage_a", "circuit_voltage"),
                        FieldMapping.plain("current_a", "circuit_current"),
                        FieldMapping.plain("power", "circuit_power")));
        return new Topology(
                List.of(new Estate("e-1", Text.same("Estate"), 31.2, 121.5, ZoneId.of("Asia/Shanghai"), 800)),
                List.of(
                        new Asset("in", "e-1", Optional.empty(), AssetType.ZONE_INLET, Text.same("in"), Map.of()),
                        new Asset(
                                "cab", "e-1", Optional.empty(), AssetType.LIGHTING_CABINET, Text.same("c"), Map.of())),
                List.of(
                        new Device("inlet", "e-1", "in", "cjt188-water", interval, List.of(WATER + behind)),
                        new Device("cabinet", "e-1", "cab", "dlt645-cabinet", interval, List.of(POWER + behind))),
                List.of(water, power));
    }
}
