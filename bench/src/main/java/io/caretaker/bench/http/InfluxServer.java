package io.caretaker.bench.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.bench.process.ChildProcess;
import io.caretaker.bench.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** InfluxDB 1.x as it is installed, on directories of its own, with the settings it ships with; its log is off. */
final class InfluxServer implements AutoCloseable {
    static final String DATABASE = "bench";
    private static final Path PROGRAM = Path.of("/usr/bin/influxd");

    private final ChildProcess process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private InfluxServer(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Empty where it is not installed. */
    static Optional<InfluxServer> start(Path directory) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            return Optional.empty();
        }
        int port = Ports.free();
        Path data = Files.createDirectories(directory.resolve("influxdb"));
        Path configuration = directory.resolve("influxdb.conf");
        Files.writeString(configuration, """
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
                [logging]
                  level = "error"
                  suppress-logo = true
                """.formatted(Ports.free(), data, data, data, port));
        ChildProcess process = new ChildProcess(
                List.of(PROGRAM.toString(), "-config", configuration.toString()),
                Map.of(),
                directory.resolve("influxdb.log"));
        Ports.await(port, process);
        InfluxServer server = new InfluxServer(process, port);
        server.query("CREATE DATABASE " + DATABASE);
        return Optional.of(server);
    }

    int port() {
        return port;
    }

    ChildProcess process() {
        return process;
    }

    /** Points that it has stored. */
    long stored() throws IOException, InterruptedException {
        long count = 0;
        for (JsonNode row : query("SELECT count(water_flow) FROM water").findPath("values")) {
            count += row.path(1).asLong();
        }
        return count;
    }

    private JsonNode query(String statement) throws IOException, InterruptedException {
        String parameters = "?db=" + DATABASE + "&q=" + URLEncoder.encode(statement, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/query" + parameters))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || answer.body().contains("\"error\"")) {
            throw new IllegalStateException("InfluxDB answered " + answer.statusCode() + ": " + answer.body());
        }
        return new ObjectMapper().readTree(answer.body());
    }

    @Override
    public void close() {
        process.close();
    }
}
