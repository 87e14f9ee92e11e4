package io.caretaker.bench.mqtt;

import io.caretaker.bench.process.ChildProcess;
import io.caretaker.bench.process.Ports;
import io.caretaker.bench.process.Scratch;
import io.caretaker.bench.result.LatencyHistogram;
import io.caretaker.bench.result.Median;
import io.caretaker.bench.result.ResultLine;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long an acknowledgement takes at a fixed rate of messages, beside a server that only acknowledges. */
@Command(
        name = "mqtt-paced",
        mixinStandardHelpOptions = true,
        description = "Latency of durable acknowledgements at a fixed rate, counted from when a message was due.")
public final class MqttPacedScenario implements Callable<Integer> {
    @Mixin
    LoadOptions options;

    @Option(names = "--rate", defaultValue = "20000", description = "Messages a second (default ${DEFAULT-VALUE}).")
    int rate;

    private final Median p50 = new Median();
    private final Median p99 = new Median();
    private final Median bareP50 = new Median();
    private final Median bareP99 = new Median();

    @Override
    public Integer call() throws Exception {
        int barePort = Ports.free();
        try (Scratch scratch = new Scratch(options.data);
                MeasuredService measured = new MeasuredService(scratch.path(), options.connections, 0, options.jvm);
                ChildProcess bareServer = Peers.bareVertx(barePort, scratch.path())) {
            Ports.await(barePort, bareServer);
            try (MqttLoad toService = new MqttLoad(measured.process().mqttPort(), measured.devices(), 0);
                    MqttLoad toBare = new MqttLoad(barePort, measured.devices(), 0)) {
                for (int round = 0; round <= options.rounds; round++) {
                    round(round, toService, toBare);
                }
                return report(measured, toService);
            }
        }
    }

    private void round(int round, MqttLoad toService, MqttLoad toBare) throws Exception {
        double seconds = round == 0 ? options.warmUp : options.seconds;
        LatencyHistogram ours = toService.runPaced(rate, seconds);
        LatencyHistogram ceiling = toBare.runPaced(rate, seconds);
        System.out.printf(
                Locale.ROOT,
                "%s service p50 %.2f ms p99 %.2f ms max %.1f ms  bare Vert.x p50 %.2f ms p99 %.2f ms%n",
                round == 0 ? "warm-up" : "round " + round,
                ours.millis(0.5),
                ours.millis(0.99),
                ours.millis(1),
                ceiling.millis(0.5),
                ceiling.millis(0.99));
        if (round > 0) {
            p50.add(ours.millis(0.5));
            p99.add(ours.millis(0.99));
            bareP50.add(ceiling.millis(0.5));
            bareP99.add(ceiling.millis(0.99));
        }
    }

    private int report(MeasuredService measured, MqttLoad toService) throws Exception {
        measured.drainDetection(toService.lastTime());
        measured.drainTelemetry();
        long acknowledged = toService.acknowledged();
        return new ResultLine("mqtt-paced", p99.value(), "ms p99")
                .ratio("vertx_bare", p99.value(), bareP99.value())
                .with("p50_ms", p50.value())
                .with("p99_ms", p99.value())
                .with("vertx_bare_p50_ms", bareP50.value())
                .with("vertx_bare_p99_ms", bareP99.value())
                .with("offered_per_s", rate)
                .check(toService.sent() == acknowledged)
                .check(measured.storedMessages(toService.lastTime()) == acknowledged)
                .print();
    }
}
