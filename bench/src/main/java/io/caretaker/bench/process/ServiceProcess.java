package io.caretaker.bench.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The product as its own process, with the launcher's JVM options, on embedded stores; asked by its outside contract. */
public final class ServiceProcess implements AutoCloseable {
    private static final String TOKEN = "bench-administration-token-0123456789abcdef";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final ChildProcess process;
    private final int httpPort;
    private final int mqttPort;

    /**
     * @param java home of the JDK to run with
     * @param profile of Quarkus: {@code replay} has a driven clock and takes readings of any time, {@code prod} is production
     */
    public ServiceProcess(Path java, Path directory, String profile, List<String> jvmOptions) {
        this(java, directory, profile, jvmOptions, Map.of());
    }

    /** @param settings environment beside the usual, which it replaces */
    public ServiceProcess(
            Path java, Path directory, String profile, List<String> jvmOptions, Map<String, String> settings) {
        Path jar = Path.of(System.getProperty("caretaker.home", "."), "service/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("no " + jar + ": build the service first, as ./caretaker bench does");
        }
        httpPort = Ports.free();
        mqttPort = Ports.free();
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        command.addAll(jvmOptions.isEmpty() ? List.of("-XX:+UseSerialGC", "-Xmx384m") : jvmOptions);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        Map<String, String> environment = new HashMap<>(Map.of(
                "QUARKUS_PROFILE",
                profile,
                "QUARKUS_HTTP_PORT",
                Integer.toString(httpPort),
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "CARETAKER_MQTT_PORT",
                Integer.toString(mqttPort),
                "CARETAKER_DATA_DIR",
                directory.resolve("data").toString(),
                "CARETAKER_PUBLIC_URL",
                "http://localhost:" + httpPort,
                "CARETAKER_ADMIN_TOKEN",
                TOKEN));
        environment.putAll(settings);
        process = new ChildProcess(command, environment, directory.resolve("service.log"));
    }

    public static Path thisJava() {
        return Path.of(System.getProperty("java.home"));
    }

    public int httpPort() {
        return httpPort;
    }

    /** The administration token. */
    public String token() {
        return TOKEN;
    }

    public int mqttPort() {
        return mqttPort;
    }

    public ChildProcess process() {
        return process;
    }

    /** Returns with the first 200 of the readiness check. */
    public void awaitReady() throws InterruptedException {
        for (int tries = 0; tries < 6_000; tries++) {
            process.requireAlive();
            try {
                if (send("GET", "/q/health/ready", null).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("the service was not ready within 60 s:\n" + process.tail());
    }

    /** @throws IllegalStateException when the answer is not 2xx */
    public JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body().isBlank() ? json.createObjectNode() : json.readTree(answer.body());
    }

    /** Sum of the meter over all its tags that contain the given text. */
    public double meter(String name, String tags) throws IOException, InterruptedException {
        return send("GET", "/q/metrics", null)
                .body()
                .lines()
                .filter(line -> (line.startsWith(name + "{") || line.startsWith(name + " ")) && line.contains(tags))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Accept", "application/json, text/plain;q=0.9");
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
    }
}
