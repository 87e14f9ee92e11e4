package io.caretaker.service.offline;

import io.caretaker.ingest.journal.rocksdb.JournalInspection;
import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.journal.rocksdb.StoreSettings;
import io.caretaker.ingest.telemetry.TelemetryFollower;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "Sends the readings of the journal to another service (--into), or writes them again into the embedded",
            "telemetry of this data directory (--telemetry)."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class JournalReplayCommand implements Callable<Integer> {
    private static final int BATCH_ENTRIES = 20_000;

    @Mixin
    private DataDirectory data;

    @Mixin
    private Span span;

    @Option(
            names = "--into",
            description =
                    "Address of a running service that knows the devices; CARETAKER_ADMIN_TOKEN in the environment.")
    private String into;

    @Option(names = "--telemetry", description = "Rebuild the embedded telemetry; the service must be stopped.")
    private boolean telemetry;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if ((into == null) == !telemetry) {
            throw new InvalidValue("--into", into, "either --into or --telemetry");
        }
        return telemetry ? rebuild() : send();
    }

    private int send() throws IOException, InterruptedException {
        ReadingSender sender = new ReadingSender(
                RunningService.at("--into", into), spec.commandLine().getErr());
        int[] damaged = new int[1];
        try (JournalInspection journal = JournalInspection.open(data.store())) {
            journal.read(span.firstOffset(), group -> sender.add(group, span), sentence -> {
                damaged[0]++;
                spec.commandLine().getErr().println(sentence);
            });
            sender.flush();
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "{\"accepted\":%d,\"rejected\":%d,\"damagedGroups\":%d}%n",
                        sender.accepted(), sender.rejected(), damaged[0]);
        spec.commandLine().getOut().flush();
        return damaged[0] == 0 && sender.rejected() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private int rebuild() {
        long readings = 0;
        try (RocksStores stores = RocksStores.open(data.store(), StoreSettings.defaults(), new SimpleMeterRegistry())) {
            long end = stores.readings().nextOffset();
            long offset = stores.journal().firstOffset();
            List<JournalGroup> groups = stores.journal().read(offset, BATCH_ENTRIES);
            while (!groups.isEmpty()) {
                offset = groups.get(groups.size() - 1).nextOffset();
                List<Reading> batch = TelemetryFollower.readings(groups);
                readings += batch.size();
                // Never back behind what the store had already: it would only be folded once more.
                stores.readings().write(Math.max(end, offset), batch);
                groups = stores.journal().read(offset, BATCH_ENTRIES);
            }
        }
        spec.commandLine().getOut().printf("{\"written\":%d}%n", readings);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
