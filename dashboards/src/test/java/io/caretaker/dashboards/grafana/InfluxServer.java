package io.caretaker.dashboards.grafana;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real InfluxDB 1.x of its own for a test class, with a new directory and free ports. Skips the class where influxd is
 * not installed; its path can be given with {@code -Dcaretaker.influxd=PATH}.
 */
final class InfluxServer implements BeforeAllCallback, AfterAllCallback {
    private static final Path INFLUXD = Path.of(System.getProperty("caretaker.influxd", "/usr/bin/influxd"));
    private static final int START_ATTEMPTS = 200;
    private static final int ATTEMPT_MILLIS = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path directory;
    private Process process;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(INFLUXD), "skipped: no InfluxDB 1.x at " + INFLUXD);
        directory = Files.createTempDirectory("caretaker-influxd");
        port = freePort();
        Path configuration = directory.resolve("influxdb.conf");
        Files.writeString(configuration, configuration(port, freePort()));
        process = new ProcessBuilder(INFLUXD.toString(), "-config", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        awaitStart();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        if (process == null) {
            return;
        }
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The answer to a query as Grafana sends it: in the body of a POST. */
    HttpResponse<String> query(String database, String query) {
        return post("/query?epoch=ms&db=" + database, "q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    /** Times in microseconds, as the writer sends them. */
    HttpResponse<String> write(String database, String lines) {
        return post("/write?precision=u&db=" + database, lines);
    }

    private HttpResponse<String> post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("asking influxd for " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("asking influxd for " + path, e);
        }
    }

    private void awaitStart() throws IOException, InterruptedException {
        HttpRequest ping = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ping"))
                .build();
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            try {
                if (http.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == 204) {
                    return;
                }
            } catch (IOException notYet) {
                // Not listening yet; a process that has ended never will.
                if (process.waitFor(ATTEMPT_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        throw new IllegalStateException("influxd did not start: " + Files.readString(directory.resolve("log")));
    }

    private String configuration(int httpPort, int rpcPort) {
        return """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%s/meta"
                [data]
                  dir = "%s/data"
                  wal-dir = "%s/wal"
                  query-log-enabled = false
                [monitor]
                  store-enabled = false
                [http]
                  bind-address = "127.0.0.1:%d"
                  log-enabled = false
                """.formatted(rpcPort, directory, directory, directory, httpPort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
