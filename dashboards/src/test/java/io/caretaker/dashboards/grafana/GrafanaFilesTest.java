package io.caretaker.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrafanaFilesTest {
    private static final Path CHECKED_IN = Path.of("grafana");

    @Test
    void checkedInFilesAreTheGeneratedOnes() throws IOException {
        Map<String, String> generated = GrafanaFiles.of(GrafanaFiles.DEFAULT_ZONE);

        if (Boolean.getBoolean("golden.update")) {
            write(generated);
        }

        assertThat(read(CHECKED_IN))
                .as("rewrite with -Dgolden.update=true and review the difference")
                .isEqualTo(generated);
    }

    @Test
    void generatorWritesTheSameFiles(@TempDir Path directory) throws IOException {
        Output output = new Output();

        int exit = GenerateDashboards.run(new String[] {directory.toString()}, output.out, output.err);

        assertThat(exit).isZero();
        assertThat(read(directory)).isEqualTo(GrafanaFiles.of(GrafanaFiles.DEFAULT_ZONE));
    }

    @Test
    void generatorNamesAnUnknownZone(@TempDir Path directory) {
        Output output = new Output();

        int exit = GenerateDashboards.run(new String[] {directory.toString(), "Mars/Base"}, output.out, output.err);

        assertThat(exit).isEqualTo(2);
        assertThat(output.errors()).contains("ZONE: got \"Mars/Base\", expected");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anotherZoneMovesTheNightWindow() {
        String json = GrafanaFiles.of(ZoneId.of("Europe/Berlin")).get("dashboards/caretaker-water.json");

        assertThat(json).contains("Europe/Berlin").doesNotContain("Asia/Shanghai");
    }

    private static void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = CHECKED_IN.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return files;
    }

    /** What the generator prints. */
    private static final class Output {
        private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
        private final PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        private final PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);

        private String errors() {
            return errors.toString(StandardCharsets.UTF_8);
        }
    }
}
