package io.caretaker.sim;

import io.caretaker.sim.api.CaretakerClient;
import io.caretaker.sim.clock.Pace;
import io.caretaker.sim.mqtt.MqttFleet;
import io.caretaker.sim.replay.Mapping;
import io.caretaker.sim.replay.MappingFile;
import io.caretaker.sim.replay.Recording;
import io.caretaker.sim.replay.RecordingSet;
import io.caretaker.sim.replay.Replay;
import io.caretaker.sim.replay.Shift;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = "Publishes recorded data by MQTT and writes what the service detected.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private ServiceOptions service;

    @Option(names = "--set", required = true, description = "skab, nab or a mapping file (YAML).")
    private String set;

    @Option(names = "--data", required = true, description = "Directory of the recorded files.")
    private Path data;

    @Option(names = "--out", required = true, description = "File for the detections.")
    private Path out;

    @Option(
            names = "--speed",
            defaultValue = "max",
            description = "Recorded seconds per second, or max (${DEFAULT-VALUE}).")
    private String speed;

    @Option(
            names = "--shift",
            defaultValue = "align",
            description = "align: side by side, weekdays kept; keep: as recorded; now: ends now (${DEFAULT-VALUE}).")
    private Shift shift;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Pace pace = new Pace(Pace.parse(speed), System::nanoTime, ServiceOptions::sleep);
        Mapping mapping = MappingFile.load(set);
        List<Recording> recordings = RecordingSet.read(mapping, data);
        CaretakerClient client = service.client();
        StopSignal.during(() -> replay(mapping, recordings, client, pace));
        return CommandLine.ExitCode.OK;
    }

    private void replay(Mapping mapping, List<Recording> recordings, CaretakerClient client, Pace pace)
            throws InterruptedException, IOException {
        PrintWriter console = spec.commandLine().getOut();
        try (MqttFleet fleet = service.fleet();
                Writer detections = Files.newBufferedWriter(out)) {
            var shifts = shift.of(recordings, Clock.systemUTC().instant());
            new Replay(mapping, recordings, shifts, client, fleet, pace, line -> {
                        console.println(line);
                        console.flush();
                    })
                    .run(detections);
        }
    }
}
