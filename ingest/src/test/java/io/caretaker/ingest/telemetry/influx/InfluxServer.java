package io.caretaker.ingest.telemetry.influx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real InfluxDB 1.x (Debian's package influxdb) for the tests of one class: own directory, own ports, started before
 * the first test; a test may stop and start it. Skips where the server is not installed.
 */
public final class InfluxServer implements BeforeAllCallback, AfterAllCallback {
    private static final Path PROGRAM = Path.of("/usr/bin/influxd");
    private static final int ATTEMPTS = 400;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path directory;
    private int port;
    private int backupPort;
    private Process process;

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: no " + PROGRAM + " (apt install influxdb)");
        try {
            directory = Files.createTempDirectory("influx");
            port = freePort();
            backupPort = freePort();
            Files.write(directory.resolve("influxdb.conf"), configuration());
        } catch (IOException e) {
            throw new UncheckedIOException("preparing InfluxDB", e);
        }
        start();
    }

    private List<String> configuration() {
        return List.of(
                "reporting-disabled = true",
                "bind-address = \"127.0.0.1:" + backupPort + "\"",
                "[meta]",
                "dir = \"" + directory.resolve("meta") + "\"",
                "[data]",
                "dir = \"" + directory.resolve("data") + "\"",
                "wal-dir = \"" + directory.resolve("wal") + "\"",
                "query-log-enabled = false",
                "[monitor]",
                "store-enabled = false",
                "[http]",
                "bind-address = \"127.0.0.1:" + port + "\"",
                "log-enabled = false");
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Returns when it answers. */
    public void start() {
        try {
            process = new ProcessBuilder(
                            PROGRAM.toString(),
                            "-config",
                            directory.resolve("influxdb.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("influxd.log").toFile())
                    .start();
            for (int i = 0; i < ATTEMPTS && !answers(); i++) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            "influxd ended: " + Files.readString(directory.resolve("influxd.log")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("starting InfluxDB", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while starting InfluxDB", e);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest ping = HttpRequest.newBuilder(url().resolve("/ping")).build();
            return http.send(ping, BodyHandlers.discarding()).statusCode() == 204;
        } catch (IOException notYet) {
            return false;
        }
    }

    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while stopping InfluxDB", e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (process != null) {
            stop();
        }
        if (directory != null) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
