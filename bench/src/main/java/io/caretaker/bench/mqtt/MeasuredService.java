package io.caretaker.bench.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import io.caretaker.bench.process.ServiceProcess;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.sim.estate.Profiles;
import io.caretaker.sim.estate.RegistryDocument;
import io.caretaker.sim.estate.Staff;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The service with an estate of zone inlets registered, so that the shipped rules judge every reading. Its clock is driven:
 * a tick returns when everything before it has gone through every stage, which is how the backlog of detection is measured.
 */
public final class MeasuredService implements AutoCloseable {
    /** Its clock stands here first; event times begin here. */
    public static final Instant BEGIN = PublishFrame.BEGIN;

    private static final String ESTATE = "bench-court";
    private static final Profile PROFILE = Profiles.of("zone-inlet");
    /** Below the largest body that the service takes. */
    private static final int REGISTERED_TOGETHER = 4_000;

    private final ServiceProcess service;
    private final List<Device> devices = new ArrayList<>();

    /**
     * @param connections devices, each at an inlet of a zone of its own
     * @param channels metrics of each device; 0 for zone inlets with flow and pressure, which the shipped rules judge
     */
    public MeasuredService(Path directory, int connections, int channels, List<String> jvmOptions)
            throws IOException, InterruptedException {
        service = new ServiceProcess(ServiceProcess.thisJava(), directory, "replay", jvmOptions);
        service.awaitReady();
        service.call("PUT", "/api/v1/clock", "{\"time\":\"" + PublishFrame.BEGIN + "\"}");
        Profile profile = channels == 0 ? PROFILE : withChannels(channels);
        for (int from = 0; from < connections; from += REGISTERED_TOGETHER) {
            register(from, Math.min(connections, from + REGISTERED_TOGETHER), profile, channels);
        }
    }

    private void register(int from, int to, Profile profile, int channels) throws IOException, InterruptedException {
        List<Asset> assets = new ArrayList<>();
        List<io.caretaker.model.estate.Device> reporting = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String zone = "zone-" + i;
            assets.add(new Asset(
                    zone,
                    ESTATE,
                    Optional.empty(),
                    AssetType.PRESSURE_ZONE,
                    new Text("Zone " + i, "分区" + i),
                    Map.of("households", 900.0)));
            assets.add(new Asset(
                    asset(i),
                    ESTATE,
                    Optional.of(zone),
                    AssetType.ZONE_INLET,
                    new Text("Inlet " + i, "进水" + i),
                    Map.of()));
            reporting.add(new io.caretaker.model.estate.Device(
                    "meter-" + i, ESTATE, asset(i), profile.id(), Duration.ofMinutes(1)));
        }
        Estate estate = new Estate(
                ESTATE, new Text("Bench Court", "测试苑"), 30.274, 120.155, ZoneId.of("Asia/Shanghai"), 900 * to);
        JsonNode tokens = service.call(
                        "POST",
                        "/api/v1/registry",
                        RegistryDocument.of(
                                        List.of(estate),
                                        List.of(profile),
                                        assets,
                                        reporting,
                                        new Staff(List.of(), List.of(), List.of()))
                                .json())
                .path("tokens");
        reporting.forEach(
                d -> devices.add(new Device(ESTATE, d.id(), tokens.path(d.id()).asText(), channels)));
    }

    private static Profile withChannels(int channels) {
        List<MetricSpec> metrics = new ArrayList<>();
        for (int i = 0; i < channels; i++) {
            metrics.add(new MetricSpec(PublishFrame.channel(i), "1", -1e6, 1e6));
        }
        return new Profile("many-channels", new Text("Many channels", "多通道"), metrics);
    }

    private static String asset(int number) {
        return "inlet-" + number;
    }

    public ServiceProcess process() {
        return service;
    }

    public List<Device> devices() {
        return devices;
    }

    /** Seconds until detection and the stages behind it have taken everything that is journaled. */
    public double drainDetection(Instant newest) throws IOException, InterruptedException {
        long from = System.nanoTime();
        // The tick itself waits 30 s at most; a longer backlog needs another one.
        for (int tries = 1; ; tries++) {
            try {
                service.call("PUT", "/api/v1/clock", "{\"time\":\"" + newest + "\"}");
                return (System.nanoTime() - from) / 1e9;
            } catch (IllegalStateException e) {
                if (tries == 10) {
                    throw e;
                }
            }
        }
    }

    /** Waits until the reading store has everything that is journaled. */
    public void drainTelemetry() throws IOException, InterruptedException {
        while (service.meter("caretaker_telemetry_lag_entries", "") > 0) {
            Thread.sleep(50);
        }
    }

    /** Readings of one metric that the service has stored, over all devices: one a message. */
    public long storedMessages(Instant newest) throws IOException, InterruptedException {
        long count = 0;
        for (int i = 0; i < devices.size(); i++) {
            count += stored(i, "water_flow", newest);
        }
        return count;
    }

    /** Readings of one device that the service has stored, over all its metrics. */
    long storedReadings(int device, Instant newest) throws IOException, InterruptedException {
        int channels = devices.get(device).channels();
        if (channels == 0) {
            return stored(device, "water_flow", newest) + stored(device, "water_pressure", newest);
        }
        long count = 0;
        for (int i = 0; i < channels; i++) {
            count += stored(device, PublishFrame.channel(i), newest);
        }
        return count;
    }

    private long stored(int device, String metric, Instant newest) throws IOException, InterruptedException {
        JsonNode series = service.call(
                "GET",
                "/api/v1/readings?asset=" + asset(device) + "&metric=" + metric + "&buckets=1&from="
                        + PublishFrame.BEGIN + "&to=" + newest.plus(1, ChronoUnit.HOURS),
                null);
        long count = 0;
        for (JsonNode bucket : series.path(0).path("buckets")) {
            count += bucket.path("count").asLong();
        }
        return count;
    }

    long acceptedReadings() throws IOException, InterruptedException {
        return (long) service.meter("caretaker_ingest_readings_total", "mqtt");
    }

    @Override
    public void close() {
        service.close();
    }
}
