package io.caretaker.bench.mqtt;

import io.caretaker.bench.process.ChildProcess;
import io.caretaker.bench.process.Ports;
import io.caretaker.bench.process.Scratch;
import io.caretaker.bench.result.ResultLine;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How MQTT ingest holds up as connections and series grow, each step beside a server that only acknowledges. */
@Command(
        name = "ingest-mqtt-growth",
        mixinStandardHelpOptions = true,
        description = "MQTT ingest from 100 to many connections, and from 1,000 to 1,000,000 series.")
public final class GrowthScenario implements Callable<Integer> {
    /** Messages in flight over all connections, so that steps differ in their number alone. */
    private static final int IN_FLIGHT = 20_000;

    private static final int CHECKED_DEVICES = 20;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "100,1000,5000,19000",
            description = "Steps of connections, two series each (default ${DEFAULT-VALUE}); each needs a file"
                    + " descriptor here and in the service.")
    List<Integer> connections;

    @Option(
            names = "--series",
            split = ",",
            defaultValue = "1000,10000,100000,1000000",
            description = "Steps of series, of --series-connections devices (default ${DEFAULT-VALUE}).")
    List<Integer> series;

    @Option(names = "--series-connections", defaultValue = "500", description = "Devices that share the series.")
    int seriesConnections;

    @Option(names = "--seconds", defaultValue = "6", description = "Length of a step (default ${DEFAULT-VALUE}).")
    double seconds;

    @Option(names = "--warm-up", defaultValue = "6", description = "Seconds before it (default ${DEFAULT-VALUE}).")
    double warmUp;

    @Option(names = "--jvm", description = "Option of the service's JVM, repeatable.")
    List<String> jvm = List.of("-XX:+UseSerialGC", "-Xmx1500m");

    private boolean checked = true;
    private double worst = Double.MAX_VALUE;
    private double first;

    @Override
    public Integer call() throws Exception {
        System.out.println("connections   series        msg/s   of bare   p50 ms   p99 ms   RSS MB");
        for (int step : connections) {
            step(step, 0);
        }
        for (int step : series) {
            int devices = Math.min(seriesConnections, step / 2);
            step(devices, step / devices);
        }
        return new ResultLine("ingest-mqtt-growth", worst, "of the first step's ratio to bare")
                .ratio("bare_first_step", first, 1)
                .ratio("bare_worst_step", worst * first, 1)
                .check(checked)
                .print();
    }

    private void step(int devices, int channels) throws Exception {
        int barePort = Ports.free();
        int window = Math.max(2, IN_FLIGHT / devices);
        try (Scratch scratch = new Scratch(null);
                MeasuredService measured = new MeasuredService(scratch.path(), devices, channels, jvm);
                ChildProcess bareServer = Peers.bareVertx(barePort, scratch.path())) {
            Ports.await(barePort, bareServer);
            double bare;
            try (MqttLoad toBare = new MqttLoad(barePort, measured.devices(), window)) {
                toBare.runClosed(warmUp);
                bare = toBare.runClosed(seconds);
            }
            try (MqttLoad load = new MqttLoad(measured.process().mqttPort(), measured.devices(), window)) {
                load.runClosed(warmUp);
                double ours = load.runClosed(seconds);
                double p50 = load.latencies().millis(0.5);
                double p99 = load.latencies().millis(0.99);
                measured.drainDetection(load.lastTime());
                measured.drainTelemetry();
                check(measured, load);
                double ratio = ours / bare;
                first = first == 0 ? ratio : first;
                worst = Math.min(worst, ratio / first);
                System.out.printf(
                        Locale.ROOT,
                        "%,11d %,8d %,12.0f %9.3f %8.1f %8.1f %8.0f%n",
                        devices,
                        channels == 0 ? 2 * devices : devices * channels,
                        ours,
                        ratio,
                        p50,
                        p99,
                        measured.process().process().residentMb());
            }
        }
    }

    /** All of it by the service's counter, and reading by reading in the store for some devices. */
    private void check(MeasuredService measured, MqttLoad load) throws Exception {
        boolean holds = load.sent() == load.acknowledged() && measured.acceptedReadings() == 2 * load.acknowledged();
        int every = Math.max(1, measured.devices().size() / CHECKED_DEVICES);
        for (int i = 0; i < measured.devices().size() && holds; i += every) {
            holds = measured.storedReadings(i, load.lastTime()) == 2 * load.acknowledgedOf(i);
        }
        if (!holds) {
            System.out.println("the step with " + measured.devices().size() + " devices does not add up");
        }
        checked &= holds;
    }
}
