package io.caretaker.service.offline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.model.InvalidValue;
import io.caretaker.service.backup.BackupManifest;
import io.caretaker.service.backup.BackupSource;
import io.caretaker.service.backup.BackupWriter;
import io.caretaker.service.backup.SqliteCopy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        description = {
            "Writes journal, snapshots, embedded telemetry, SQLite work data and signing key into one file.",
            "From the running service at --api, with CARETAKER_ADMIN_TOKEN in the environment; or from the data",
            "directory of a stopped one with --data-dir."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BackupCommand implements Callable<Integer> {
    @Option(names = "--to", required = true, description = "File to write, a ZIP archive; must not exist.")
    private Path to;

    @Option(
            names = "--api",
            defaultValue = "http://localhost:8080",
            description = "Address of the running service (${DEFAULT-VALUE}).")
    private String api;

    @Option(names = "--data-dir", description = "Data directory of a stopped service, instead of a running one.")
    private Path dataDir;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Files.exists(to)) {
            throw new InvalidValue("--to", to, "a file that does not exist yet");
        }
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            if (dataDir == null) {
                RunningService.at("--api", api).download("/api/v1/backups", part);
            } else {
                ofStopped(part);
            }
            BackupManifest manifest = Manifests.read("--to", part);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            spec.commandLine()
                    .getErr()
                    .printf(
                            "Written: %s, %d files, %,d bytes, as of %s%s%n",
                            to,
                            manifest.files().size(),
                            Files.size(to),
                            manifest.time(),
                            manifest.workData() ? "" : "; the work data are in PostgreSQL and not in it");
            return ExitCode.OK;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void ofStopped(Path part) throws IOException {
        Path store = dataDir.resolve("store");
        if (!Files.isDirectory(store)) {
            throw new InvalidValue("--data-dir", dataDir, "a directory with the store of a Caretaker service in it");
        }
        Path work = dataDir.resolve("work.db");
        Path key = dataDir.resolve("signing.key");
        BackupWriter writer = new BackupWriter(dataDir.resolve("backup-staging"), Clock.systemUTC(), json());
        // Opening takes the lock: a running service is found here, not copied half.
        try (StoreDatabase database = StoreDatabase.open(store);
                BackupWriter.Copied copied = writer.copy(new BackupSource(
                        database::checkpoint,
                        Files.exists(work) ? Optional.of(into -> vacuum(work, into)) : Optional.empty(),
                        Files.exists(key) ? Optional.of(key) : Optional.empty()));
                OutputStream out = Files.newOutputStream(part)) {
            copied.writeTo(out);
        }
    }

    private static ObjectMapper json() {
        return Manifests.json();
    }

    private static void vacuum(Path work, Path into) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + work)) {
            SqliteCopy.vacuum(connection, into);
        } catch (SQLException e) {
            throw new IllegalStateException("opening the work store " + work, e);
        }
    }
}
