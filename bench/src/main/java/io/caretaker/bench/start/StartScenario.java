package io.caretaker.bench.start;

import io.caretaker.bench.process.Scratch;
import io.caretaker.bench.process.ServiceProcess;
import io.caretaker.bench.result.Median;
import io.caretaker.bench.result.ResultLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From the start of the process to the first ready answer, with memory, beside a JVM that only prints its version. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Time from process start to ready and resident memory, on empty stores and again on used ones.")
public final class StartScenario implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "5", description = "Starts (default ${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--jdk", description = "Home of the JDK to start with (default: the one that runs this).")
    Path jdk = ServiceProcess.thisJava();

    @Option(
            names = "--jvm",
            description = "Option of the service's JVM, repeatable (default: -XX:+UseSerialGC -Xmx384m).")
    List<String> jvm = List.of();

    private final Median fresh = new Median();
    private final Median again = new Median();
    private final Median memory = new Median();
    private final Median bare = new Median();

    @Override
    public Integer call() throws Exception {
        for (int round = 1; round <= rounds; round++) {
            try (Scratch scratch = new Scratch(null)) {
                double first = start(scratch.path());
                double second = start(scratch.path());
                double trivial = trivialJvm();
                fresh.add(first);
                again.add(second);
                bare.add(trivial);
                System.out.printf(
                        Locale.ROOT,
                        "round %d fresh %.2f s  again %.2f s  trivial JVM %.2f s%n",
                        round,
                        first,
                        second,
                        trivial);
            }
        }
        return new ResultLine("start", again.value(), "s")
                .ratio("trivial_jvm", again.value(), bare.value())
                .with("fresh_stores_s", fresh.value())
                .with("trivial_jvm_s", bare.value())
                .with("rss_mb", memory.value())
                .with("jdk", jdk.toString())
                .print();
    }

    private double start(Path directory) throws InterruptedException {
        long from = System.nanoTime();
        try (ServiceProcess service = new ServiceProcess(jdk, directory, "prod", jvm)) {
            service.awaitReady();
            double seconds = (System.nanoTime() - from) / 1e9;
            memory.add(service.process().residentMb());
            return seconds;
        }
    }

    private double trivialJvm() throws IOException, InterruptedException {
        long from = System.nanoTime();
        new ProcessBuilder(jdk.resolve("bin/java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return (System.nanoTime() - from) / 1e9;
    }
}
