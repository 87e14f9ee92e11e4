package io.caretaker.bench.detection;

import io.caretaker.bench.result.ResultLine;
import io.caretaker.model.journal.JournalGroup;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The shipped rules over a whole plant on one core, beside a fold that only finds the series; and the state they hold. */
@Command(
        name = "detection",
        mixinStandardHelpOptions = true,
        description = "Readings a second of detection with all shipped rules on one core, and bytes of state a series.")
public final class DetectionScenario implements Callable<Integer> {
    @Option(
            names = "--devices",
            defaultValue = "10000",
            description = "Devices, a multiple of 200; 100000 wants a heap of 4 GB (default ${DEFAULT-VALUE}).")
    int devices;

    @Override
    public Integer call() throws Exception {
        StateSize state = StateSize.of(devices);
        System.out.printf(
                Locale.ROOT, "state %,.0f bytes a series of %,d series%n", state.bytesPerSeries(), state.series());
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(DetectionBenchmark.class.getName())
                        .param("devices", Integer.toString(devices))
                        .verbosity(VerboseMode.NORMAL)
                        .build())
                .run();
        double readings = readingsPerShot();
        double detect = rate(results, "detect", readings);
        double ceiling = rate(results, "lookupOnly", readings);
        return new ResultLine("detection", detect, "readings/s")
                .ratio("lookup_only", detect, ceiling)
                .with("lookup_only", ceiling)
                .with("state_bytes_per_series", state.bytesPerSeries())
                .with("devices", devices)
                .with("series", state.series())
                .check(state.judged() == state.sent())
                .print();
    }

    private double readingsPerShot() {
        List<JournalGroup> round = new SyntheticPlant(SyntheticPlant.DEVICES_PER_ESTATE, 300).next(0);
        return (double) SyntheticPlant.readings(round)
                * Math.max(1, devices / SyntheticPlant.DEVICES_PER_ESTATE)
                * DetectionBenchmark.roundsPerShot(devices);
    }

    /** Of the median shot: collections and neighbours disturb single ones. */
    private static double rate(Collection<RunResult> results, String method, double readings) {
        return results.stream()
                .filter(r -> r.getParams().getBenchmark().endsWith("." + method))
                .mapToDouble(r ->
                        readings * 1_000 / r.getPrimaryResult().getStatistics().getPercentile(50))
                .findFirst()
                .orElse(0);
    }
}
