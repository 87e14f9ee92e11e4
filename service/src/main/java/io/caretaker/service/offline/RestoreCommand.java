package io.caretaker.service.offline;

import io.caretaker.ingest.journal.rocksdb.JournalInspection;
import io.caretaker.ingest.journal.rocksdb.JournalReport;
import io.caretaker.model.InvalidValue;
import io.caretaker.service.backup.BackupManifest;
import io.caretaker.service.backup.BackupReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        description = "Unpacks a backup into a new data directory, and checks its files and its journal.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--from", required = true, description = "File that backup wrote.")
    private Path from;

    @Option(names = "--data-dir", required = true, description = "Directory that is empty or does not exist yet.")
    private Path dataDir;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(from)) {
            throw new InvalidValue("--from", from, "a file that can be read");
        }
        BackupManifest manifest = new BackupReader(Manifests.json()).restore(from, dataDir);
        JournalReport report;
        try (JournalInspection journal = JournalInspection.open(dataDir.resolve("store"))) {
            report = journal.verify();
        }
        report.problems().forEach(spec.commandLine().getErr()::println);
        spec.commandLine()
                .getErr()
                .printf(
                        "Restored into %s: as of %s, journal up to offset %d.%s%n",
                        dataDir,
                        manifest.time(),
                        report.nextOffset() - 1,
                        manifest.workData()
                                ? ""
                                : " The work data are in PostgreSQL: restore the dump that was made before this backup.");
        return report.sound() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
