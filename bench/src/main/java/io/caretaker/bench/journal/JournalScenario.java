package io.caretaker.bench.journal;

import io.caretaker.bench.process.Scratch;
import io.caretaker.bench.result.Median;
import io.caretaker.bench.result.ResultLine;
import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.journal.rocksdb.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Group commit of the journal at an offered rate, beside what the disk can sync. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Durable entries of two readings at an offered rate, with the latency of their acknowledgement.")
public final class JournalScenario implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "300000", description = "Entries a second (default ${DEFAULT-VALUE}).")
    int rate;

    @Option(names = "--seconds", defaultValue = "8", description = "Length of a round (default ${DEFAULT-VALUE}).")
    double seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default ${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--data", description = "Directory on the disk to measure (default: where temporary files lie).")
    Path data;

    private final Median rates = new Median();
    private final Median p50 = new Median();
    private final Median p99 = new Median();
    private final Median disk = new Median();
    private final Median groups = new Median();

    @Override
    public Integer call() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Scratch scratch = new Scratch(data);
                RocksStores stores =
                        RocksStores.open(scratch.path().resolve("store"), StoreSettings.defaults(), meters)) {
            Offered offered = new Offered(stores.journal());
            for (int round = 0; round <= rounds; round++) {
                round(round, offered, scratch.path(), meters);
            }
            long readings = Offered.readingsIn(stores.journal());
            return new ResultLine("journal", rates.value(), "entries/s")
                    .ratio("offered", rates.value(), rate)
                    .ratio("disk_syncs", groups.value(), disk.value())
                    .with("p50_ms", p50.value())
                    .with("p99_ms", p99.value())
                    .with("groups_per_s", groups.value())
                    .with("disk_fdatasync_per_s", disk.value())
                    .with("refused", offered.refused())
                    .check(readings == 2 * offered.durable())
                    .print();
        }
    }

    private void round(int round, Offered offered, Path directory, SimpleMeterRegistry meters) throws Exception {
        double syncs = DiskCeiling.syncsPerSecond(directory, round == 0 ? 0.5 : 2);
        offered.clearLatencies();
        double length = round == 0 ? 3 : seconds;
        long before = meters.get("caretaker.journal.sync").timer().count();
        long from = System.nanoTime();
        double durable = offered.run(rate, length);
        double synced =
                (meters.get("caretaker.journal.sync").timer().count() - before) * 1e9 / (System.nanoTime() - from);
        System.out.printf(
                Locale.ROOT,
                "%s %,.0f entries/s p50 %.2f ms p99 %.2f ms, %,.0f groups/s, refused %,d; disk %,.0f fdatasync/s%n",
                round == 0 ? "warm-up" : "round " + round,
                durable,
                offered.latencies().millis(0.5),
                offered.latencies().millis(0.99),
                synced,
                offered.refused(),
                syncs);
        if (round > 0) {
            rates.add(durable);
            p50.add(offered.latencies().millis(0.5));
            p99.add(offered.latencies().millis(0.99));
            groups.add(synced);
            disk.add(syncs);
        }
    }
}
