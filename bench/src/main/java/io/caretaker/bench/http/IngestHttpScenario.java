package io.caretaker.bench.http;

import io.caretaker.bench.mqtt.MeasuredService;
import io.caretaker.bench.process.Scratch;
import io.caretaker.bench.result.ResultLine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Durable points a second over HTTP with detection on: line protocol and JSON, beside InfluxDB's {@code /write}. */
@Command(
        name = "ingest-http",
        mixinStandardHelpOptions = true,
        description = "Batches over HTTP into the service: line protocol and JSON, durable, detection on;"
                + " beside InfluxDB 1.x /write, which takes the same batches from the same client.")
public final class IngestHttpScenario implements Callable<Integer> {
    @Option(names = "--devices", defaultValue = "1000", description = "Devices (default ${DEFAULT-VALUE}).")
    int devices;

    @Option(names = "--connections", defaultValue = "4", description = "Agents (default ${DEFAULT-VALUE}).")
    int connections;

    @Option(names = "--points", defaultValue = "500", description = "Points of a batch (default ${DEFAULT-VALUE}).")
    int points;

    @Option(
            names = "--fields",
            defaultValue = "1",
            description = "Fields of a point, 1 or 2 (default ${DEFAULT-VALUE}).")
    int fields;

    @Option(names = "--seconds", defaultValue = "6", description = "Length of a round (default ${DEFAULT-VALUE}).")
    double seconds;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds of each server (default ${DEFAULT-VALUE}).")
    int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "10",
            description = "Seconds before the first round (default ${DEFAULT-VALUE}).")
    double warmUp;

    @Option(names = "--data", description = "Directory on the disk to measure (default: where temporary files lie).")
    Path data;

    @Option(
            names = "--jvm",
            description = "Option of the service's JVM, repeatable (default: -XX:+UseSerialGC -Xmx384m).")
    List<String> jvm = List.of();

    private final Figures lines = new Figures();
    private final Figures json = new Figures();
    private final Figures influx = new Figures();

    @Override
    public Integer call() throws Exception {
        try (Scratch scratch = new Scratch(data);
                MeasuredService measured = new MeasuredService(scratch.path(), devices, 0, jvm)) {
            Optional<InfluxServer> peer = InfluxServer.start(scratch.path());
            try {
                if (peer.isEmpty()) {
                    System.out.println("influxd is not installed: left out");
                }
                return measure(measured, peer);
            } finally {
                peer.ifPresent(InfluxServer::close);
            }
        }
    }

    private int measure(MeasuredService measured, Optional<InfluxServer> peer) throws Exception {
        List<Batches> ours = agents();
        List<Batches> theirs = agents();
        int port = measured.process().httpPort();
        String token = "Authorization: Bearer " + measured.process().token() + "\r\n";
        String write = "/write?db=" + InfluxServer.DATABASE + "&precision=s";
        try (HttpLoad toLines = new HttpLoad(port, ours, Batches::lines, write, token);
                HttpLoad toJson = new HttpLoad(
                        port, ours, Batches::json, "/api/v1/telemetry", token + "Content-Type: application/json\r\n");
                HttpLoad toInflux =
                        peer.isEmpty() ? null : new HttpLoad(peer.get().port(), theirs, Batches::lines, write, "")) {
            for (int round = 0; round <= rounds; round++) {
                round(round, measured, ours, toLines, toJson);
                if (toInflux != null) {
                    double cpu = peer.get().process().cpuSeconds();
                    double rate = toInflux.run(round == 0 ? warmUp : seconds);
                    influx.add(round, toInflux, rate, peer.get().process().cpuSeconds() - cpu);
                }
                System.out.printf(
                        Locale.ROOT,
                        "%s line protocol %,.0f points/s  JSON %,.0f  InfluxDB %,.0f%n",
                        round == 0 ? "warm-up" : "round " + round,
                        lines.last(),
                        json.last(),
                        influx.last());
            }
            return report(measured, peer, ours, toLines.acknowledged() + toJson.acknowledged(), toInflux);
        }
    }

    private void round(int round, MeasuredService measured, List<Batches> ours, HttpLoad toLines, HttpLoad toJson)
            throws Exception {
        double length = round == 0 ? warmUp : seconds;
        one(round, measured, ours, toLines, lines, length);
        one(round, measured, ours, toJson, json, length);
    }

    /** A round counts the time that detection needs to catch up in a figure of its own. */
    private void one(
            int round, MeasuredService measured, List<Batches> ours, HttpLoad load, Figures figures, double length)
            throws Exception {
        double before = measured.process().process().cpuSeconds();
        double rate = load.run(length);
        double backlog = measured.drainDetection(newest(ours));
        measured.drainTelemetry();
        figures.add(round, load, rate, measured.process().process().cpuSeconds() - before);
        figures.sustained(round, rate * length / (length + backlog));
    }

    private List<Batches> agents() {
        List<Batches> agents = new ArrayList<>();
        int each = devices / connections;
        for (int c = 0; c < connections; c++) {
            List<String> ids = new ArrayList<>();
            for (int i = c * each; i < (c + 1) * each; i++) {
                ids.add("meter-" + i);
            }
            agents.add(new Batches(ids, c * each, points, fields));
        }
        return agents;
    }

    private static Instant newest(List<Batches> agents) {
        int minutes = agents.stream().mapToInt(Batches::minutes).max().orElse(0);
        return MeasuredService.BEGIN.plus(minutes, ChronoUnit.MINUTES);
    }

    private int report(
            MeasuredService measured,
            Optional<InfluxServer> peer,
            List<Batches> ours,
            long acknowledged,
            HttpLoad toInflux)
            throws Exception {
        long accepted = (long) measured.process().meter("caretaker_ingest_readings_total", "line_protocol")
                + (long) measured.process().meter("caretaker_ingest_readings_total", "http");
        long stored = measured.storedMessages(newest(ours));
        long influxAcknowledged = toInflux == null ? 0 : toInflux.acknowledged();
        long influxStored = peer.isEmpty() ? 0 : peer.get().stored();
        System.out.printf(
                Locale.ROOT,
                "acknowledged %,d  readings accepted %,d  points in the store %,d  InfluxDB: acknowledged %,d  stored %,d%n",
                acknowledged,
                accepted,
                stored,
                influxAcknowledged,
                influxStored);
        ResultLine result = new ResultLine("ingest-http", lines.rate(), "points/s")
                .ratio("influxdb", lines.rate(), influx.rate())
                .ratio("influxdb_sustained", lines.sustained(), influx.rate())
                .ratio("influxdb_json", json.rate(), influx.rate())
                .with("influxdb", influx.rate())
                .with("json", json.rate())
                .with("sustained_with_detection", lines.sustained());
        lines.into(result, "");
        json.into(result, "json_");
        influx.into(result, "influxdb_");
        return result.with("rss_mb", measured.process().process().residentMb())
                .with("influxdb_rss_mb", peer.map(p -> p.process().residentMb()).orElse(0.0))
                .with("points_per_batch", points)
                .with("fields_per_point", fields)
                .with("devices", devices)
                .with("connections", connections)
                .check(accepted == fields * acknowledged)
                .check(stored == acknowledged)
                .check(influxStored == influxAcknowledged)
                .print();
    }
}
