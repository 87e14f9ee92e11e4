package io.caretaker.bench;

import io.caretaker.bench.codecs.CodecsScenario;
import io.caretaker.bench.crash.CrashScenario;
import io.caretaker.bench.detection.DetectionScenario;
import io.caretaker.bench.http.IngestHttpScenario;
import io.caretaker.bench.journal.JournalScenario;
import io.caretaker.bench.mqtt.GrowthScenario;
import io.caretaker.bench.mqtt.IngestMqttScenario;
import io.caretaker.bench.mqtt.MqttPacedScenario;
import io.caretaker.bench.start.StartScenario;
import io.caretaker.bench.store.StoreScenario;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The scenarios, one command each. A scenario measures the product and its ceiling or peer in the same run, checks on the
 * receiving side that nothing is missing, and prints a line of JSON last. Exit code 1 when a check failed.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Caretaker beside its ceilings and peers; the last line printed is JSON.",
        subcommands = {
            IngestMqttScenario.class,
            GrowthScenario.class,
            IngestHttpScenario.class,
            MqttPacedScenario.class,
            DetectionScenario.class,
            StartScenario.class,
            JournalScenario.class,
            CrashScenario.class,
            CodecsScenario.class,
            StoreScenario.class
        })
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args.length == 0 ? new String[] {"--help"} : args));
    }
}
