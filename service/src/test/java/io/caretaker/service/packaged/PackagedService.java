package io.caretaker.service.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The application as it is delivered, in a process and a data directory of its own, with a driven clock. */
final class PackagedService implements AutoCloseable {
    private static final Path APPLICATION =
            Path.of(System.getProperty("caretaker.application", "target/quarkus-app/quarkus-run.jar"));
    private static final String ADMIN_TOKEN = "packaged-administration-token-0123456789";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path directory = Program.directory("caretaker-packaged");
    private final int httpPort = Program.freePort();
    private final int mqttPort = Program.freePort();
    private final Map<String, String> settings;
    private Program program;

    /** @param settings environment beside the usual */
    PackagedService(Map<String, String> settings) {
        Installed.file("mvn package builds it", APPLICATION);
        this.settings = new HashMap<>(settings);
    }

    /** Returns when the service says it is ready. */
    Duration start() {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        APPLICATION.toAbsolutePath().toString())
                .directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("CARETAKER_") || name.startsWith("QUARKUS_"));
        environment.putAll(Map.of(
                "CARETAKER_DATA_DIR", directory.resolve("data").toString(),
                "CARETAKER_ADMIN_TOKEN", ADMIN_TOKEN,
                "CARETAKER_CLOCK_MODE", "driven",
                "CARETAKER_INGEST_MAX_AGE", "3650d",
                "CARETAKER_INGEST_FUTURE_TOLERANCE", "30m",
                "CARETAKER_MQTT_HOST", "127.0.0.1",
                "CARETAKER_MQTT_PORT", Integer.toString(mqttPort),
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(httpPort),
                "QUARKUS_MAILER_MOCK", "true"));
        environment.putAll(settings);
        long before = System.nanoTime();
        program = Program.start(builder, directory.resolve("service.log"), () -> answers("/q/health/ready"));
        return Duration.ofNanos(System.nanoTime() - before);
    }

    private boolean answers(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    void kill() {
        program.kill();
    }

    int mqttPort() {
        return mqttPort;
    }

    String said() {
        return program.said();
    }

    JsonNode get(String path) {
        return send(request("/api/v1/" + path).GET().build());
    }

    JsonNode post(String path, String body) {
        return send(request("/api/v1/" + path)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    void clock(Instant time) {
        send(request("/api/v1/clock")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"time\":\"" + time + "\"}"))
                .build());
    }

    /** One reading by HTTP in the device's name; returns when it is durable. */
    void report(String device, String metric, double value, String unit, Instant time) {
        JsonNode answer = post("telemetry", """
                {"device":"%s","readings":[{"metric":"%s","value":%s,"unit":"%s","time":"%s"}]}""".formatted(device, metric, value, unit, time));
        assertThat(answer.path("accepted").asInt()).as(answer.toString()).isEqualTo(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + ADMIN_TOKEN)
                .header("Content-Type", "application/json");
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode())
                    .as(request.method() + " " + request.uri() + ": " + response.body())
                    .isBetween(200, 299);
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + request.uri(), e);
        }
    }

    @Override
    public void close() {
        if (program != null) {
            program.stop();
        }
        Program.remove(directory);
    }
}
