package io.caretaker.service.packaged;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Programs that a test needs. Where one is missing the test is skipped with the reason; with {@code
 * CARETAKER_REQUIRE_SERVERS=true} in the environment it fails, so that no build passes by skipping.
 */
final class Installed {
    private static final boolean REQUIRED = Boolean.parseBoolean(System.getenv("CARETAKER_REQUIRE_SERVERS"));

    private Installed() {}

    /** @param how to get it, for whoever reads the reason */
    static Path program(String how, String... places) {
        return List.of(places).stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing("none of " + String.join(", ", places) + " (" + how + ")"));
    }

    static Path file(String how, Path file) {
        return Files.isReadable(file) ? file : missing(file + " (" + how + ")");
    }

    private static Path missing(String what) {
        if (REQUIRED) {
            throw new AssertionError("needed by CARETAKER_REQUIRE_SERVERS: " + what);
        }
        assumeTrue(false, "skipped, not there: " + what);
        throw new IllegalStateException("unreachable: an assumption that is false ends the test");
    }
}
