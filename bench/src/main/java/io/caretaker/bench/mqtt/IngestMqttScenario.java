package io.caretaker.bench.mqtt;

import io.caretaker.bench.process.ChildProcess;
import io.caretaker.bench.process.Ports;
import io.caretaker.bench.process.Scratch;
import io.caretaker.bench.result.Median;
import io.caretaker.bench.result.ResultLine;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Durable, validated messages a second with detection on, beside a server that only acknowledges and beside Mosquitto. */
@Command(
        name = "ingest-mqtt",
        aliases = "mqtt",
        mixinStandardHelpOptions = true,
        description =
                "MQTT QoS 1 into the service: durable, validated, detection on; beside bare Vert.x and Mosquitto.")
public final class IngestMqttScenario implements Callable<Integer> {
    @Mixin
    LoadOptions options;

    private final Median service = new Median();
    private final Median sustained = new Median();
    private final Median bare = new Median();
    private final Median mosquitto = new Median();
    private final Median cpuMicros = new Median();
    private final Median p50 = new Median();
    private final Median p99 = new Median();
    private final Median mosquittoP50 = new Median();
    private final Median mosquittoP99 = new Median();
    private double bareMb;
    private double mosquittoMb;

    @Override
    public Integer call() throws Exception {
        int barePort = Ports.free();
        int mosquittoPort = Ports.free();
        try (Scratch scratch = new Scratch(options.data);
                MeasuredService measured = new MeasuredService(scratch.path(), options.connections, 0, options.jvm);
                ChildProcess bareServer = Peers.bareVertx(barePort, scratch.path())) {
            Optional<ChildProcess> broker = Peers.mosquitto(mosquittoPort, scratch.path());
            try {
                Ports.await(barePort, bareServer);
                if (broker.isPresent()) {
                    Ports.await(mosquittoPort, broker.get());
                } else {
                    System.out.println("mosquitto is not installed: left out");
                }
                return measure(measured, bareServer, broker, barePort, broker.isPresent() ? mosquittoPort : 0);
            } finally {
                broker.ifPresent(ChildProcess::close);
            }
        }
    }

    private int measure(
            MeasuredService measured,
            ChildProcess bareServer,
            Optional<ChildProcess> broker,
            int barePort,
            int mosquittoPort)
            throws Exception {
        MqttLoad toService = new MqttLoad(measured.process().mqttPort(), measured.devices(), options.window);
        MqttLoad toBare = new MqttLoad(barePort, measured.devices(), options.window);
        MqttLoad toMosquitto =
                mosquittoPort == 0 ? null : new MqttLoad(mosquittoPort, measured.devices(), options.window);
        try {
            for (int round = 0; round <= options.rounds; round++) {
                round(round, measured, toService, toBare, toMosquitto);
            }
            bareMb = bareServer.residentMb();
            mosquittoMb = broker.map(ChildProcess::residentMb).orElse(0.0);
            return report(measured, toService);
        } finally {
            toService.close();
            toBare.close();
            if (toMosquitto != null) {
                toMosquitto.close();
            }
        }
    }

    /** Round 0 warms the servers up and does not count. */
    private void round(int round, MeasuredService measured, MqttLoad toService, MqttLoad toBare, MqttLoad toMosquitto)
            throws Exception {
        double seconds = round == 0 ? options.warmUp : options.seconds;
        long acknowledgedBefore = toService.acknowledged();
        double cpuBefore = measured.process().process().cpuSeconds();
        double ours = toService.runClosed(seconds);
        double backlog = measured.drainDetection(toService.lastTime());
        measured.drainTelemetry();
        double cpu = measured.process().process().cpuSeconds() - cpuBefore;
        double ceiling = toBare.runClosed(seconds);
        double theirs = toMosquitto == null ? 0 : toMosquitto.runClosed(seconds);
        System.out.printf(
                Locale.ROOT,
                "%s service %,.0f msg/s (detection behind by %.2f s, %.1f s of CPU)  bare Vert.x %,.0f  mosquitto %,.0f%n",
                round == 0 ? "warm-up" : "round " + round,
                ours,
                backlog,
                cpu,
                ceiling,
                theirs);
        if (round > 0) {
            p50.add(toService.latencies().millis(0.5));
            p99.add(toService.latencies().millis(0.99));
            if (toMosquitto != null) {
                mosquittoP50.add(toMosquitto.latencies().millis(0.5));
                mosquittoP99.add(toMosquitto.latencies().millis(0.99));
            }
            service.add(ours);
            cpuMicros.add(cpu * 1e6 / (toService.acknowledged() - acknowledgedBefore));
            sustained.add(ours * seconds / (seconds + backlog));
            bare.add(ceiling);
            mosquitto.add(theirs);
        }
    }

    private int report(MeasuredService measured, MqttLoad toService) throws Exception {
        Instant newest = toService.lastTime();
        long acknowledged = toService.acknowledged();
        long accepted = measured.acceptedReadings();
        long stored = measured.storedMessages(newest);
        System.out.printf(
                Locale.ROOT,
                "sent %,d  acknowledged %,d  readings accepted %,d  messages in the store %,d%n",
                toService.sent(),
                acknowledged,
                accepted,
                stored);
        return new ResultLine("ingest-mqtt", service.value(), "msg/s")
                .ratio("bare", service.value(), bare.value())
                .ratio("mosquitto", service.value(), mosquitto.value())
                .with("bare", bare.value())
                .with("mosquitto", mosquitto.value())
                .with("p50_ms", p50.value())
                .with("p99_ms", p99.value())
                .with("mosquitto_p50_ms", mosquittoP50.value())
                .with("mosquitto_p99_ms", mosquittoP99.value())
                .with("in_flight", (double) options.window * options.connections)
                .with("sustained_with_detection", sustained.value())
                .with("service_cpu_us_per_message", cpuMicros.value())
                .with("readings_per_message", 2)
                .with("payload_bytes", toService.payloadBytes())
                .with("connections", options.connections)
                .with("faults_raised", measured.process().meter("caretaker_detection_faults_raised_total", ""))
                .with("rss_mb", measured.process().process().residentMb())
                .with("bare_rss_mb", bareMb)
                .with("mosquitto_rss_mb", mosquittoMb)
                .check(toService.sent() == acknowledged)
                .check(accepted == 2 * acknowledged)
                .check(stored == acknowledged)
                .print();
    }
}
