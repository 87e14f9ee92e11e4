package io.caretaker.service.road;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Embedded stores in a directory of their own, a driven clock, an administration token, any free port. */
public class FreshStores implements QuarkusTestResourceLifecycleManager {
    public static final String ADMIN_TOKEN = "test-administration-token-0123456789";

    private Path directory;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("caretaker-test");
        } catch (IOException e) {
            throw new UncheckedIOException("making a data directory", e);
        }
        return Map.of(
                "quarkus.http.test-port", "0",
                "caretaker.data-dir", directory.toString(),
                "caretaker.admin-token", ADMIN_TOKEN,
                "caretaker.clock.mode", "driven",
                "caretaker.ingest.max-age", "3650d",
                "caretaker.ingest.future-tolerance", "30m",
                "caretaker.mqtt.port", "0",
                "caretaker.alerting.allow-private-webhooks", "true");
    }

    @Override
    public void stop() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + directory, e);
        }
    }
}
