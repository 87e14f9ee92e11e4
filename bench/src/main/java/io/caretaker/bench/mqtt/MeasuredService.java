package io.caretaker.bench.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import io.caretaker.bench.process.ServiceProcess;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Estate;
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
final class MeasuredService implements AutoCloseable {
    private static final String ESTATE = "bench-court";
    private static final Profile PROFILE = Profiles.of("zone-inlet");

    private final ServiceProcess service;
    private final List<Device> devices = new ArrayList<>();

    MeasuredService(Path directory, int connections, List<String> jvmOptions) throws IOException, InterruptedException {
        service = new ServiceProcess(ServiceProcess.thisJava(), directory, "replay", jvmOptions);
        service.awaitReady();
        service.call("PUT", "/api/v1/clock", "{\"time\":\"" + PublishFrame.BEGIN + "\"}");
        List<Asset> assets = new ArrayList<>();
        List<io.caretaker.model.estate.Device> reporting = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
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
                    "meter-" + i, ESTATE, asset(i), PROFILE.id(), Duration.ofMinutes(1)));
        }
        Estate estate = new Estate(
                ESTATE, new Text("Bench Court", "测试苑"), 30.274, 120.155, ZoneId.of("Asia/Shanghai"), 900 * connections);
        JsonNode tokens = service.call(
                        "POST",
                        "/api/v1/registry",
                        RegistryDocument.of(
                                        List.of(estate),
                                        List.of(PROFILE),
                                        assets,
                                        reporting,
                                        new Staff(List.of(), List.of(), List.of()))
                                .json())
                .path("tokens");
        reporting.forEach(
                d -> devices.add(new Device(ESTATE, d.id(), tokens.path(d.id()).asText())));
    }

    private static String asset(int number) {
        return "inlet-" + number;
    }

    ServiceProcess process() {
        return service;
    }

    List<Device> devices() {
        return devices;
    }

    /** Seconds until detection and the stages behind it have taken everything that is journaled. */
    double drainDetection(Instant newest) throws IOException, InterruptedException {
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
    void drainTelemetry() throws IOException, InterruptedException {
        while (service.meter("caretaker_telemetry_lag_entries", "") > 0) {
            Thread.sleep(50);
        }
    }

    /** Readings of one metric that the service has stored, over all devices: one a message. */
    long storedMessages(Instant newest) throws IOException, InterruptedException {
        long count = 0;
        for (int i = 0; i < devices.size(); i++) {
            JsonNode series = service.call(
                    "GET",
                    "/api/v1/readings?asset=" + asset(i) + "&metric=water_flow&buckets=1&from=" + PublishFrame.BEGIN
                            + "&to=" + newest.plus(1, ChronoUnit.HOURS),
                    null);
            for (JsonNode bucket : series.path(0).path("buckets")) {
                count += bucket.path("count").asLong();
            }
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
