package io.caretaker.dashboards.console;

import io.caretaker.model.Times;
import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import io.caretaker.model.reading.ReadingHistory;
import io.caretaker.model.reading.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A week of readings as a formula: a daily wave, noise of the time's hash, and what the faults do to it. */
final class Readings implements ReadingHistory {
    private static final long MINUTE = 60_000_000L;

    private final long now = Times.micros(World.NOW);
    private final io.caretaker.model.estate.Topology topology = World.topology();

    @Override
    public List<Sample> samples(String device, String metric, long fromMicros, long toMicros, int limit) {
        List<Sample> result = new ArrayList<>();
        for (long t = fromMicros - fromMicros % MINUTE;
                t < Math.min(toMicros, now) && result.size() < limit;
                t += 5 * MINUTE) {
            result.add(new Sample(t, value(device, metric, t), Quality.GOOD));
        }
        return result;
    }

    @Override
    public List<Bucket> buckets(String device, String metric, long fromMicros, long toMicros, int buckets) {
        List<Bucket> result = new ArrayList<>();
        long width = Math.max(1, (toMicros - fromMicros) / buckets);
        for (int b = 0; b < buckets; b++) {
            long start = fromMicros + b * width;
            if (start >= now || device.equals("wangjiang-z1-s2.dev") && start > now - 190 * MINUTE) {
                break;
            }
            double v = value(device, metric, start);
            double spread = Math.abs(v) * 0.015;
            result.add(new Bucket(start, v - spread, v, v + spread, 5));
        }
        return result;
    }

    @Override
    public Optional<Sample> latest(String device, String metric) {
        return Optional.of(new Sample(now - 40_000_000L, value(device, metric, now), Quality.GOOD));
    }

    @Override
    public Map<String, Sample> latest(String device) {
        Map<String, Sample> result = new HashMap<>();
        long age = device.equals("wangjiang-z1-s2.dev") ? 190 * MINUTE : 40_000_000L;
        topology.device(device)
                .flatMap(d -> topology.profile(d.profile()))
                .ifPresent(p -> p.metrics()
                        .forEach(m -> result.put(
                                m.name(),
                                new Sample(
                                        now - age,
                                        value(device, m.name(), now),
                                        m.name().equals("turbidity_out") ? Quality.SUSPECT : Quality.GOOD))));
        return result;
    }

    @Override
    public void scan(List<String> devices, long fromMicros, long toMicros, Consumer<Reading> into) {}

    private double value(String device, String metric, long t) {
        double hour = (t / 3.6e9 + 8) % 24;
        double wave = Math.sin((hour - 7) / 24 * 2 * Math.PI) + 0.45 * Math.sin((hour - 6) / 6 * Math.PI);
        double noise = ((t / MINUTE * 2654435761L >>> 13) % 1000) / 1000.0 - 0.5;
        boolean night = hour > 17.6 || hour < 6.2;
        boolean burst = device.startsWith("qixia-z1") && t > Happenings.ago(29);
        boolean dark = device.startsWith("qixia-c2") && t > Happenings.ago(172);
        return switch (metric) {
            case "water_flow" -> Math.max(0.3, 11 + 6 * wave + noise) + (burst ? 26 : 0);
            case "water_pressure" -> 318 - 18 * wave + 4 * noise - (burst ? 112 : 0);
            case "tank_level" -> 1.7 + 0.3 * wave;
            case "sewer_level" -> 0.4 + 0.1 * wave + 0.02 * noise;
            case "circuit_voltage" -> dark ? 0 : 228 + 3 * noise;
            case "circuit_current" -> night && !dark ? 12.4 + 0.3 * noise : 0;
            case "contactor_closed", "corridor_lamp_on" -> night && !dark ? 1 : 0;
            case "residual_current" -> 14 + 4 * noise;
            case "lamp_power" -> night && !dark ? 58 + noise : 0.8;
            case "lamp_voltage" -> dark ? 0 : 227 + 2 * noise;
            case "lamp_dim" -> night ? 100 : 0;
            case "tds_in" -> 268 + 8 * wave;
            case "tds_out" -> 22 + 3 * wave + noise;
            case "turbidity_out" -> 0.21 + 0.05 * noise;
            case "water_temperature_hot" -> 94 + 3 * noise;
            case "uv_intensity" -> 8200 + 120 * noise;
            case "filter_volume_total" -> 10240 - (now - t) / 3.6e9 * 9;
            case "dispense_flow" -> Math.max(0, 1.6 * wave);
            case "tank_level_pct" -> 72 + 12 * wave;
            case "fire_pressure" -> device.contains("m2") && t > Happenings.ago(41) ? 412 + 3 * noise : 648 + 5 * noise;
            case "fire_tank_level" -> 3.4 + 0.01 * noise;
            case "pump_mode_auto", "pump_power_ok", "valve_open" -> 1;
            case "jockey_starts_total" -> 4120 - (now - t) / 3.6e9 * 2;
            case "hydrant_pressure" -> 322 + 4 * noise;
            case "sound_trigger_total" -> 880 - (now - t) / 3.6e9;
            default -> 0;
        };
    }
}
