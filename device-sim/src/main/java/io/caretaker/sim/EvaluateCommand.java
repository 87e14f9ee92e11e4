package io.caretaker.sim;

import io.caretaker.model.InvalidValue;
import io.caretaker.sim.api.CaretakerClient;
import io.caretaker.sim.clock.Pace;
import io.caretaker.sim.estate.EstateBuilder;
import io.caretaker.sim.evaluate.Evaluation;
import io.caretaker.sim.evaluate.EvaluationText;
import io.caretaker.sim.evaluate.TruthFault;
import io.caretaker.sim.fault.TruthLog;
import io.caretaker.sim.mqtt.MqttFleet;
import io.caretaker.sim.run.EstatesOptions;
import io.caretaker.sim.run.EstatesOptions.ScriptName;
import io.caretaker.sim.run.EstatesRun;
import io.caretaker.sim.run.TokenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
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
        name = "evaluate",
        description = "Injects faults at random and holds what the service detected against them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 366;
    private static final Duration STEP = Duration.ofMinutes(1);

    @Mixin
    private ServiceOptions service;

    @Option(names = "--seed", defaultValue = "1", description = "Same seed, same faults (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--days", defaultValue = "3", description = "Days with faults, 1 to 366 (${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--estates", defaultValue = "2", description = "How many, 1 to 99 (${DEFAULT-VALUE}).")
    private int estates;

    @Option(
            names = "--history",
            defaultValue = "P1D",
            description = "Undisturbed time before; false alarms in it count (${DEFAULT-VALUE}).")
    private Duration history;

    @Option(
            names = "--start",
            defaultValue = "2026-11-24T10:00:00Z",
            description = "When faults may begin (${DEFAULT-VALUE}).")
    private Instant start;

    @Option(names = "--findings", description = "File for what was missed and raised falsely, a line each.")
    private Path findings;

    @Option(names = "--truth", description = "File for what was injected, JSON lines.")
    private Path truth;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        EstatesOptions options = options();
        CaretakerClient client = service.client();
        StopSignal.during(() -> evaluate(options, client));
        return CommandLine.ExitCode.OK;
    }

    private void evaluate(EstatesOptions options, CaretakerClient client) throws InterruptedException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        try (MqttFleet fleet = service.fleet();
                TruthLog log = new TruthLog(truth == null ? Writer.nullWriter() : Files.newBufferedWriter(truth))) {
            Pace pace = new Pace(Pace.MAX, System::nanoTime, ServiceOptions::sleep);
            TokenFile tokens = new TokenFile(Optional.empty());
            EstatesRun run = new EstatesRun(options, client, fleet, tokens, pace, log, line -> {
                progress.println(line);
                progress.flush();
            });
            run.run();
            int devices = run.topology().devices().size();
            Evaluation evaluation = Evaluation.of(
                    run.topology(),
                    run.injectedFaults().stream().map(TruthFault::of).toList(),
                    client.allFaults(),
                    client.incidents(),
                    start.plus(Duration.ofDays(days)),
                    devices * (days + history.toSeconds() / 86_400.0));
            boolean checked = fleet.published() == fleet.acknowledged() && evaluation.injected() > 0;
            EvaluationText text = new EvaluationText(evaluation);
            writeFindings(text);
            text.table(out::println);
            out.println(text.json(new EvaluationText.Run(seed, days, estates, devices, checked)));
            out.flush();
        }
    }

    private void writeFindings(EvaluationText text) throws IOException {
        if (findings == null) {
            return;
        }
        try (Writer file = Files.newBufferedWriter(findings)) {
            text.findings(line -> {
                try {
                    file.write(line + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException("writing findings to " + findings, e);
                }
            });
        }
    }

    private EstatesOptions options() {
        if (estates < 1 || estates > EstateBuilder.MOST) {
            throw new InvalidValue("--estates", estates, "1 to " + EstateBuilder.MOST);
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new InvalidValue("--days", days, "1 to " + MOST_DAYS);
        }
        if (history.isNegative()) {
            throw new InvalidValue("--history", history, "a duration of PT0S or more such as P2D");
        }
        return new EstatesOptions(
                estates, seed, start, history, Optional.of(Duration.ofDays(days)), STEP, true, true, ScriptName.RANDOM);
    }
}
