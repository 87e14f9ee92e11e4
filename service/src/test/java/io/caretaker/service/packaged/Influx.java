package io.caretaker.service.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real InfluxDB 1.x in a directory of its own; a test may stop and start it. */
final class Influx implements AutoCloseable {
    private final Path program = Installed.program("apt install influxdb", "/usr/bin/influxd");
    private final Path directory = Program.directory("caretaker-influx");
    private final int port = Program.freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private Program running;

    Influx() {
        try {
            Files.write(
                    directory.resolve("influxdb.conf"),
                    List.of(
                            "reporting-disabled = true",
                            "bind-address = \"127.0.0.1:" + Program.freePort() + "\"",
                            "[meta]",
                            "dir = \"" + directory.resolve("meta") + "\"",
                            "[data]",
                            "dir = \"" + directory.resolve("data") + "\"",
                            "wal-dir = \"" + directory.resolve("wal") + "\"",
                            "[monitor]",
                            "store-enabled = false",
                            "[http]",
                            "bind-address = \"127.0.0.1:" + port + "\"",
                            "log-enabled = false"));
        } catch (IOException e) {
            throw new UncheckedIOException("preparing InfluxDB", e);
        }
    }

    void start() {
        ProcessBuilder builder = new ProcessBuilder(
                program.toString(),
                "-config",
                directory.resolve("influxdb.conf").toString());
        HttpRequest ping = HttpRequest.newBuilder(URI.create(url() + "/ping")).build();
        running = Program.start(
                builder,
                directory.resolve("influxd.log"),
                () -> http.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == 204);
    }

    void stop() {
        running.stop();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        if (running != null) {
            running.stop();
        }
        Program.remove(directory);
    }
}
