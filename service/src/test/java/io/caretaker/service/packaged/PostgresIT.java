package io.caretaker.service.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The delivered application on a real PostgreSQL and a real InfluxDB, as a district runs it. */
class PostgresIT {
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    @Test
    void theRoadFromReadingToRepairRunsOnPostgresAndReadingsOutliveAnOutageOfInflux() {
        try (Postgres postgres = Postgres.start();
                Influx influx = new Influx()) {
            influx.start();
            Map<String, String> settings = Map.of(
                    "CARETAKER_STORE_WORK", "postgresql",
                    "QUARKUS_DATASOURCE_PG_JDBC_URL", postgres.jdbcUrl(),
                    "QUARKUS_DATASOURCE_PG_USERNAME", "caretaker",
                    "CARETAKER_TELEMETRY_STORE", "influx",
                    "CARETAKER_INFLUX_URL", influx.url(),
                    "CARETAKER_INFLUX_COMPATIBILITY1X", "true");
            try (PackagedService service = new PackagedService(settings)) {
                service.start();
                service.clock(Estate.BEGIN);
                service.post("registry", Estate.REGISTRY);

                theRoad(service);
                theOutage(service, influx);
                service.kill();
                service.start();
                assertThat(Estate.incidents(service)).as("after a restart").hasSize(1);
                assertThat(Estate.count(service)).as("after a restart").isEqualTo(30);
            }
        }
    }

    private static void theRoad(PackagedService service) {
        valve(service, 1, 1);
        for (int minute = 2; minute <= 5; minute++) {
            valve(service, minute, 0);
        }
        assertThat(Estate.incidents(service)).hasSize(1);
        String incident = Estate.incidents(service).get(0).path("id").asText();
        assertThat(service.post("incidents/" + incident + "/acknowledge", "")
                        .path("state")
                        .asText())
                .isEqualTo("ACKNOWLEDGED");
        JsonNode tasks = service.get("tasks?incident=" + incident).path("items");
        assertThat(tasks).hasSize(1);
        String task = tasks.get(0).path("id").asText();
        service.post("tasks/" + task + "/accept", "{}");
        service.post("tasks/" + task + "/start", "{}");
        service.post("tasks/" + task + "/done", "{\"note\":\"opened\"}");
        for (int minute = 6; minute <= 19; minute++) {
            valve(service, minute, 1);
        }
        assertThat(service.get("incidents/" + incident).path("state").asText()).isEqualTo("CLOSED");
        assertThat(service.get("tasks/" + task).path("state").asText()).isEqualTo("VERIFIED");
        await().atMost(CATCH_UP)
                .until(() -> service.get("notifications?incident=" + incident)
                        .path("items")
                        .findValuesAsText("state")
                        .contains("SENT"));
    }

    private static void theOutage(PackagedService service, Influx influx) {
        count(service, 0, 10);
        await().atMost(CATCH_UP).until(() -> Estate.count(service) == 10);

        influx.stop();
        count(service, 10, 20);
        influx.start();
        count(service, 20, 30);

        await().atMost(CATCH_UP)
                .ignoreExceptions()
                .until(() -> Estate.numbers(service).size() == 30);
        assertThat(Estate.numbers(service))
                .containsExactlyElementsOf(IntStream.range(0, 30).boxed().toList());
    }

    private static void count(PackagedService service, int from, int to) {
        for (int number = from; number < to; number++) {
            service.report("counter-1", "numbered", number, "1", Estate.BEGIN.plusMillis(10L * number));
        }
    }

    private static void valve(PackagedService service, int minute, int open) {
        Instant time = Estate.BEGIN.plus(Duration.ofMinutes(minute));
        service.report("v1-sensor", "valve_open", open, "1", time);
        service.clock(time);
    }
}
