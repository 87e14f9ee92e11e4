package io.caretaker.sim;

import io.caretaker.model.InvalidValue;
import io.caretaker.sim.api.CaretakerClient;
import io.caretaker.sim.clock.Pace;
import io.caretaker.sim.estate.EstateBuilder;
import io.caretaker.sim.fault.TruthLog;
import io.caretaker.sim.mqtt.MqttFleet;
import io.caretaker.sim.run.EstatesOptions;
import io.caretaker.sim.run.EstatesOptions.ScriptName;
import io.caretaker.sim.run.EstatesRun;
import io.caretaker.sim.run.TokenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "estates",
        description = "Simulates housing estates with faults and crews.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EstatesCommand implements Callable<Integer> {
    /** Ticks per second of wall time that a paced run aims at. */
    private static final double TICKS_PER_SECOND = 4;

    private static final long LONGEST_STEP_S = 60;

    enum Switch {
        ON,
        OFF
    }

    @Mixin
    private ServiceOptions service;

    @Option(names = "--estates", defaultValue = "10", description = "How many, 1 to 99 (${DEFAULT-VALUE}).")
    private int estates;

    @Option(names = "--seed", defaultValue = "1", description = "Same seed, same stream (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--speed",
            defaultValue = "60",
            description = "Simulated seconds per second, or max (${DEFAULT-VALUE}).")
    private String speed;

    @Option(
            names = "--start",
            defaultValue = "2026-11-24T10:00:00Z",
            description = "When faults may begin (${DEFAULT-VALUE}).")
    private Instant start;

    @Option(
            names = "--history",
            defaultValue = "P1D",
            description = "Undisturbed time before the start (${DEFAULT-VALUE}).")
    private Duration history;

    @Option(names = "--duration", description = "How long after the start; without it, until stopped.")
    private Duration duration;

    @Option(
            names = "--truth",
            description = "File for what was injected, JSON lines; the last line of a faultId counts.")
    private Path truth;

    @Option(names = "--tokens", description = "File that keeps device tokens for the next run.")
    private Path tokens;

    @Option(names = "--script", defaultValue = "demo", description = "demo, random or none (${DEFAULT-VALUE}).")
    private ScriptName script;

    @Option(names = "--crews", defaultValue = "on", description = "Crews repair: on or off (${DEFAULT-VALUE}).")
    private Switch crews;

    @Option(
            names = "--defects",
            defaultValue = "on",
            description = "Loss, duplicates, late, spikes (${DEFAULT-VALUE}).")
    private Switch defects;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        EstatesOptions options = options();
        Pace pace = new Pace(Pace.parse(speed), System::nanoTime, ServiceOptions::sleep);
        CaretakerClient client = service.client();
        StopSignal.during(() -> simulate(options, client, pace));
        return CommandLine.ExitCode.OK;
    }

    private void simulate(EstatesOptions options, CaretakerClient client, Pace pace)
            throws InterruptedException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (MqttFleet fleet = service.fleet();
                TruthLog log = new TruthLog(truth == null ? Writer.nullWriter() : Files.newBufferedWriter(truth))) {
            TokenFile tokenFile = new TokenFile(Optional.ofNullable(tokens));
            new EstatesRun(options, client, fleet, tokenFile, pace, log, line -> {
                        out.println(line);
                        out.flush();
                    })
                    .run();
        }
    }

    private EstatesOptions options() {
        if (estates < 1 || estates > EstateBuilder.MOST) {
            throw new InvalidValue("--estates", estates, "1 to " + EstateBuilder.MOST);
        }
        if (history.isNegative()) {
            throw new InvalidValue("--history", history, "a duration of PT0S or more such as P2D");
        }
        double parsed = Pace.parse(speed);
        long step = Math.max(1, Math.min(LONGEST_STEP_S, Math.round(parsed / TICKS_PER_SECOND)));
        return new EstatesOptions(
                estates,
                seed,
                start,
                history,
                Optional.ofNullable(duration),
                Duration.ofSeconds(step),
                defects == Switch.ON,
                crews == Switch.ON,
                script);
    }
}
