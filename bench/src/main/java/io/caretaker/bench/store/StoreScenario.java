package io.caretaker.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.caretaker.bench.process.Scratch;
import io.caretaker.bench.process.ServiceProcess;
import io.caretaker.bench.result.LatencyHistogram;
import io.caretaker.bench.result.ResultLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the embedded store answers: through the API of the service, and by itself in this process. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        description = "A day and a year of one series in 300 buckets, the newest of many series, bytes a reading.")
public final class StoreScenario implements Callable<Integer> {
    private static final int POST = 500;
    private static final int METRICS = 10;

    @Option(
            names = "--series",
            defaultValue = "20000",
            description = "Series for the newest values (default ${DEFAULT-VALUE}).")
    int series;

    @Option(names = "--rounds", defaultValue = "500", description = "Queries of each kind (default ${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--data", description = "Directory on the disk to use (default: where temporary files lie).")
    Path data;

    private final LatencyHistogram day = new LatencyHistogram();
    private final LatencyHistogram year = new LatencyHistogram();
    private final LatencyHistogram latest = new LatencyHistogram();
    private boolean complete = true;

    @Override
    public Integer call() throws Exception {
        MeasuredStore.Figures alone;
        double bytes;
        try (Scratch scratch = new Scratch(data)) {
            MeasuredStore store = new MeasuredStore(scratch.path().resolve("alone"), series);
            alone = store.measure(rounds);
            bytes = store.bytesPerReading();
            say("store alone", alone.day(), alone.year(), alone.latest());
            try (ServiceProcess service =
                    new ServiceProcess(ServiceProcess.thisJava(), scratch.path(), "replay", List.of())) {
                service.awaitReady();
                fill(service);
                query(service);
            }
            say("through HTTP", day, year, latest);
        }
        return new ResultLine("store", year.millis(0.99), "ms, a year in 300 buckets through HTTP, p99")
                .with("http_day_p99_ms", day.millis(0.99))
                .with("http_year_p99_ms", year.millis(0.99))
                .with("http_latest_p99_ms", latest.millis(0.99))
                .with("http_day_p50_ms", day.millis(0.5))
                .with("http_year_p50_ms", year.millis(0.5))
                .with("http_latest_p50_ms", latest.millis(0.5))
                .with("store_day_p99_ms", alone.day().millis(0.99))
                .with("store_year_p99_ms", alone.year().millis(0.99))
                .with("store_latest_p99_ms", alone.latest().millis(0.99))
                .with("bytes_per_reading", bytes)
                .count("series", series)
                .check(complete && alone.complete())
                .print();
    }

    private static void say(String where, LatencyHistogram day, LatencyHistogram year, LatencyHistogram latest) {
        System.out.printf(
                Locale.ROOT,
                "%s: day p50 %.2f p99 %.2f ms, year p50 %.2f p99 %.2f ms, latest p50 %.2f p99 %.2f ms%n",
                where,
                day.millis(0.5),
                day.millis(0.99),
                year.millis(0.5),
                year.millis(0.99),
                latest.millis(0.5),
                latest.millis(0.99));
    }

    private void fill(ServiceProcess service) throws IOException, InterruptedException {
        service.call("PUT", "/api/v1/clock", "{\"time\":\"" + time(0) + "\"}");
        service.call("POST", "/api/v1/registry", registry());
        Signal signal = new Signal(1);
        StringBuilder post = new StringBuilder();
        for (int minute = 0; minute < MeasuredStore.YEAR_MINUTES; minute++) {
            post.append(post.isEmpty() ? "{\"device\":\"year\",\"readings\":[" : ",");
            post.append("{\"metric\":\"water_pressure\",\"value\":")
                    .append(signal.at(minute))
                    .append(",\"time\":\"")
                    .append(time(minute))
                    .append("\"}");
            if (minute % POST == POST - 1 || minute == MeasuredStore.YEAR_MINUTES - 1) {
                send(service, post.append("]}"));
            }
        }
        for (int device = 0; device < series / METRICS; device++) {
            post.append("{\"device\":\"d-").append(device).append("\",\"readings\":[");
            for (int metric = 0; metric < METRICS; metric++) {
                post.append(metric == 0 ? "" : ",")
                        .append("{\"metric\":\"m")
                        .append(metric)
                        .append("\",\"value\":")
                        .append(device)
                        .append(",\"time\":\"")
                        .append(time(metric))
                        .append("\"}");
            }
            send(service, post.append("]}"));
        }
        while (service.meter("caretaker_telemetry_lag_entries", "") > 0) {
            Thread.sleep(50);
        }
    }

    private static void send(ServiceProcess service, StringBuilder post) throws IOException, InterruptedException {
        JsonNode answer = service.call("POST", "/api/v1/telemetry", post.toString());
        if (!answer.path("rejected").isEmpty()) {
            throw new IllegalStateException("refused: " + answer);
        }
        post.setLength(0);
    }

    private void query(ServiceProcess service) throws IOException, InterruptedException {
        for (int i = -rounds / 5; i < rounds; i++) {
            int from = (i + rounds) % 364 * 1_440;
            JsonNode answer = timed(service, i, day, buckets(from, from + 1_440));
            complete &= count(answer) == 1_440;
        }
        for (int i = -rounds / 10; i < rounds / 5; i++) {
            complete &= count(timed(service, i, year, buckets(0, MeasuredStore.YEAR_MINUTES)))
                    == MeasuredStore.YEAR_MINUTES;
        }
        for (int i = -rounds / 10; i < rounds / 5; i++) {
            JsonNode answer = timed(service, i, latest, "/api/v1/latest?estate=many");
            int found = 0;
            for (JsonNode one : answer) {
                found += one.path("values").size();
            }
            complete &= found == series;
        }
    }

    private static String buckets(int fromMinute, int toMinute) {
        return "/api/v1/readings?asset=pipe&metric=water_pressure&buckets=300&from=" + time(fromMinute) + "&to="
                + time(toMinute);
    }

    /** Includes that this client reads the JSON. */
    private static JsonNode timed(ServiceProcess service, int round, LatencyHistogram into, String path)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        JsonNode answer = service.call("GET", path, null);
        if (round >= 0) {
            into.record(System.nanoTime() - began);
        }
        return answer;
    }

    private static long count(JsonNode answer) {
        long count = 0;
        for (JsonNode bucket : answer.path(0).path("buckets")) {
            count += bucket.path("count").asLong();
        }
        return count;
    }

    private static Instant time(int minute) {
        return Instant.EPOCH.plus(MeasuredStore.BEGIN, ChronoUnit.MICROS).plus(minute, ChronoUnit.MINUTES);
    }

    private String registry() {
        StringBuilder metrics = new StringBuilder();
        for (int metric = 0; metric < METRICS; metric++) {
            metrics.append(metric == 0 ? "" : ",")
                    .append("{\"name\":\"m%d\",\"unit\":\"1\",\"min\":0,\"max\":1000000}".formatted(metric));
        }
        StringBuilder devices = new StringBuilder();
        for (int device = 0; device < series / METRICS; device++) {
            devices.append(
                    ",{\"id\":\"d-%d\",\"estate\":\"many\",\"asset\":\"box\",\"profile\":\"ten\",\"interval\":\"PT24H\"}"
                            .formatted(device));
        }
        return """
                {"estates":[{"id":"one","name":{"en":"One"},"latitude":31,"longitude":121,"zone":"Asia/Shanghai","households":1},
                            {"id":"many","name":{"en":"Many"},"latitude":31,"longitude":121,"zone":"Asia/Shanghai","households":1}],
                 "profiles":[{"id":"pipe","name":{"en":"Pipe"},"metrics":[{"name":"water_pressure","unit":"kPa","min":0,"max":1600}]},
                             {"id":"ten","name":{"en":"Ten"},"metrics":[%s]}],
                 "assets":[{"id":"pipe","estate":"one","type":"PIPE_SECTION","name":{"en":"Pipe"}},
                           {"id":"box","estate":"many","type":"BUILDING","name":{"en":"Box"}}],
                 "devices":[{"id":"year","estate":"one","asset":"pipe","profile":"pipe","interval":"PT1M"}%s]}
                """.formatted(metrics, devices);
    }
}
