package io.caretaker.service.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caretaker.ingest.quality.DataQuality;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What was sent can be seen, judged, taken away and backed up. */
@QuarkusTest
@QuarkusTestResource(value = FreshStores.class, restrictToAnnotatedClass = true)
class DataRoutesTest {
    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SPAN = "&from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z";

    @Inject
    DataQuality quality;

    @Test
    void whatWasSentIsSeenJudgedTakenAwayAndBackedUp() throws IOException {
        Api.clock(BEGIN);
        Api.post("registry", """
                {"estates":[{"id":"taken","name":{"en":"Taken","zh":"带走"},"latitude":31.2,"longitude":121.5,
                             "zone":"Asia/Shanghai","households":1}],
                 "profiles":[{"id":"taken-tank","name":{"en":"Tank","zh":"水箱"},
                              "metrics":[{"name":"tank_level","unit":"m","min":0,"max":4}]}],
                 "assets":[{"id":"taken-t1","estate":"taken","type":"ROOF_TANK","name":{"en":"Tank","zh":"水箱"}}],
                 "devices":[{"id":"taken-d1","estate":"taken","asset":"taken-t1","profile":"taken-tank","interval":"PT1M"}]}
                """);
        for (int minute : new int[] {0, 1, 1, 4}) {
            Instant time = BEGIN.plusSeconds(60L * minute);
            Api.clock(time);
            Api.admin()
                    .contentType("application/json")
                    .body("{\"device\":\"taken-d1\",\"readings\":[{\"metric\":\"tank_level\",\"value\":"
                            + (200 + minute) + ",\"unit\":\"cm\",\"time\":\"" + time + "\"}]}")
                    .post("/api/v1/telemetry")
                    .then()
                    .statusCode(202);
        }

        seen();
        judged();
        takenAway();
        backedUp();
    }

    private static void seen() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Api.get("latest?estate=taken").getList("device").size() == 1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> "2026-11-24T12:04:00Z"
                        .equals(Api.get("latest?estate=taken").getString("[0].values.tank_level.time")));
        assertThat(Api.get("latest?estate=taken").getDouble("[0].values.tank_level.value"))
                .isEqualTo(2.04);
        Api.admin().get("/api/v1/latest?estate=nowhere").then().statusCode(400);
    }

    private void judged() {
        quality.flush();
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        !Api.get("data-quality?estate=taken").getList("estates").isEmpty());
        JsonPath found = Api.get("data-quality?estate=taken");
        assertThat(found.getMap("devices.items[0].flaws", String.class, Integer.class))
                .containsEntry("duplicate", 1)
                .containsEntry("missing", 2)
                .containsEntry("converted", 4);
        assertThat(found.getInt("estates[0].devicesWithFlaws")).isEqualTo(1);
        Api.admin().get("/api/v1/data-quality?from=yesterday").then().statusCode(400);
    }

    private static void takenAway() {
        String csv = Api.admin()
                .get("/api/v1/readings/export?asset=taken-t1&format=csv" + SPAN)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(csv.lines())
                .hasSize(4)
                .element(1)
                .isEqualTo("2026-11-24T12:00:00Z,taken-t1,taken-d1,tank_level,2.0,m,good");
        byte[] parquet = Api.admin()
                .get("/api/v1/readings/export?estate=taken&format=parquet" + SPAN)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(new String(parquet, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
        assertThat(new String(parquet, parquet.length - 4, 4, StandardCharsets.US_ASCII))
                .isEqualTo("PAR1");
        Api.admin()
                .get("/api/v1/readings/export?asset=taken-t1&format=xlsx")
                .then()
                .statusCode(400);
    }

    private static void backedUp() throws IOException {
        for (int twice = 0; twice < 2; twice++) {
            byte[] zip = Api.admin()
                    .contentType("application/json")
                    .post("/api/v1/backups")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            List<String> names = new ArrayList<>();
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    names.add(entry.getName());
                }
            }
            assertThat(names).contains("work.db", "store/CURRENT").last().isEqualTo("backup.json");
        }
    }
}
