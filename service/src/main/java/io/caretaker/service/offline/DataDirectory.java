package io.caretaker.service.offline;

import io.caretaker.model.InvalidValue;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which data directory. */
final class DataDirectory {
    @Option(
            names = "--data-dir",
            required = true,
            description = "Data directory of a stopped service, or a copy of one.")
    private Path dataDir;

    Path path() {
        if (!Files.isDirectory(dataDir.resolve("store"))) {
            throw new InvalidValue("--data-dir", dataDir, "a directory with the store of a Caretaker service in it");
        }
        return dataDir;
    }

    Path store() {
        return path().resolve("store");
    }
}
