package io.caretaker.service.lineprotocol;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApi;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import com.influxdb.exceptions.BadRequestException;
import com.influxdb.exceptions.UnauthorizedException;
import io.caretaker.service.road.Api;
import io.caretaker.service.road.FreshStores;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Line protocol into the running service, from curl, the official Java client and plain HTTP, read back by the API. */
@QuarkusTest
@WithTestResource(value = LineProtocolTest.Stores.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class LineProtocolTest {
    private static final String AGENT = "agent-token-0123456789-0123456789-0";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();

    private String token;

    /** With a secret for agents. */
    public static class Stores extends FreshStores {
        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new java.util.HashMap<>(super.start());
            settings.put("caretaker.line.token", AGENT);
            settings.put("caretaker.line.max-body-size", "65536");
            return settings;
        }
    }

    @BeforeEach
    void register() {
        Api.clock(NOW);
        JsonPath tokens = Api.post("registry", REGISTRY);
        token = tokens.getString("tokens.lp-1") == null ? token : tokens.getString("tokens.lp-1");
        if (token == null) {
            token = Api.post("devices/lp-1/token", "{}").getString("token");
        }
    }

    @Test
    void pointsAreAnsweredWhenTheyAreStoredAndOfEveryPrecision() {
        agent("Token " + AGENT)
                .body("water,device=lp-1 water_flow=2.5 " + SECOND)
                .post("/write?db=any&precision=s")
                .then()
                .statusCode(204);
        agent("Bearer " + AGENT)
                .body("modbus,zone=n,slave=3 p=300i " + SECOND + "001")
                .post("/api/v2/write?org=o&bucket=b&precision=ms")
                .then()
                .statusCode(204);

        assertThat(values("lp-1", "water_flow")).contains(2.5);
        assertThat(values("lp-2", "water_pressure")).contains(300.0);
    }

    @Test
    void everyWayToSignInIsTakenAndAStrangerIsNot() {
        String line = "water,device=lp-1 water_flow=3 " + SECOND;
        given().body(line).post("/write?precision=s&u=x&p=" + AGENT).then().statusCode(204);
        given().auth()
                .preemptive()
                .basic("telegraf", AGENT)
                .body(line)
                .post("/write?precision=s")
                .then()
                .statusCode(204);
        agent("Token user:" + AGENT)
                .body(line)
                .post("/write?precision=s")
                .then()
                .statusCode(204);
        agent("Bearer " + FreshStores.ADMIN_TOKEN)
                .body(line)
                .post("/write?precision=s")
                .then()
                .statusCode(204);
        agent("Bearer " + token)
                .body("water water_flow=4 " + (SECOND + 1))
                .post("/write?precision=s")
                .then()
                .statusCode(204);

        agent("Bearer nobody")
                .body(line)
                .post("/write")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"))
                .body("error", containsString("authorization failed"));
        given().body(line).post("/api/v2/write").then().statusCode(401).body("code", equalTo("unauthorized"));
    }

    @Test
    void deviceSpeaksForItselfOnly() {
        agent("Bearer " + token)
                .body("modbus,slave=3,zone=n p=1 " + SECOND)
                .post("/write?precision=s")
                .then()
                .statusCode(400)
                .body("error", containsString("the authenticated device, lp-1"));
        assertThat(values("lp-2", "water_pressure")).doesNotContain(1.0);
    }

    @Test
    void oneBadLineLosesNoGoodOneAndIsToldInBothDialects() {
        String body = "water,device=lp-1 water_flow=5 " + (SECOND + 5)
                + "\nbad line\nwater,device=nobody water_flow=1\n" + "water,device=lp-1 water_flow=6 " + (SECOND + 6);
        agent("Token " + AGENT)
                .body(body)
                .post("/write?precision=s")
                .then()
                .statusCode(400)
                .header("X-Influxdb-Error", containsString("dropped=2"))
                .body("error", containsString("partial write: line 2, column 9"))
                .body("error", containsString("water,device=nobody"));
        agent("Token " + AGENT)
                .body(body)
                .post("/api/v2/write?precision=s")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid"))
                .body("line", equalTo(2))
                .body("message", containsString("dropped=2"));
        agent("Token " + AGENT)
                .body("nothing")
                .post("/write")
                .then()
                .statusCode(400)
                .body("error", containsString("unable to parse"));

        assertThat(values("lp-1", "water_flow")).contains(5.0, 6.0);
        Api.admin()
                .get("/api/v1/dead-letters?limit=100")
                .then()
                .body("items.value", hasItem("water,device=nobody"))
                .body("items.protocol", hasItem("line_protocol"));
    }

    @Test
    void compressedBodiesAreInflatedUpToTheLimit() throws IOException {
        gzipped("water,device=lp-1 water_flow=7 " + (SECOND + 7))
                .post("/write?precision=s")
                .then()
                .statusCode(204);
        assertThat(values("lp-1", "water_flow")).contains(7.0);

        gzipped("#".repeat(10_000_000)).post("/write").then().statusCode(413).body("error", containsString("65536"));
        agent("Token " + AGENT)
                .body("#".repeat(70_000))
                .post("/api/v2/write")
                .then()
                .statusCode(413)
                .body("code", equalTo("request too large"));
        agent("Token " + AGENT)
                .header("Content-Encoding", "gzip")
                .body("not gzip")
                .post("/write")
                .then()
                .statusCode(400);
        agent("Token " + AGENT)
                .header("Content-Encoding", "br")
                .body("x")
                .post("/write")
                .then()
                .statusCode(415);
    }

    @Test
    void agentsAreAnsweredWhatTheyAskBeforeTheyWrite() {
        given().head("/ping").then().statusCode(204).header("X-Influxdb-Version", containsString("1.8"));
        given().get("/ping").then().statusCode(204);
        given().get("/health").then().statusCode(200).body("status", equalTo("pass"));
        agent("Token " + AGENT)
                .get("/query?q=SHOW DATABASES")
                .then()
                .statusCode(200)
                .body("results[0].series[0].values[0][0]", equalTo("caretaker"));
        given().auth()
                .preemptive()
                .basic("telegraf", AGENT)
                .contentType("application/x-www-form-urlencoded")
                .formParam("q", "CREATE DATABASE \"telegraf\"")
                .post("/query")
                .then()
                .statusCode(200)
                .body("results[0].statement_id", equalTo(0));
        agent("Token " + AGENT).get("/query?q=SELECT 1").then().statusCode(400);
        given().get("/query?q=SHOW DATABASES").then().statusCode(401);
        agent("Token " + AGENT)
                .body("m v=1")
                .post("/write?precision=d")
                .then()
                .statusCode(400)
                .body("error", containsString("precision: got \"d\""));
    }

    @Test
    void theOfficialClientWrites() {
        try (InfluxDBClient client = client(AGENT)) {
            assertThat(client.ping()).isTrue();
            client.getWriteApiBlocking()
                    .writePoint(Point.measurement("water")
                            .addTag("device", "lp-1")
                            .addField("water_flow", 8.5)
                            .time(NOW.plusSeconds(8), WritePrecision.MS));
            try (WriteApi batching = client.makeWriteApi()) {
                for (int i = 0; i < 50; i++) {
                    batching.writeRecord(
                            WritePrecision.S, "water,device=lp-1 water_flow=9." + i + " " + (SECOND + 100 + i));
                }
            }
            assertThat(values("lp-1", "water_flow")).contains(8.5, 9.0, 9.49);
            assertThatThrownBy(() -> client.getWriteApiBlocking().writeRecord(WritePrecision.S, "water,device=x v=1"))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("partial write")
                    .hasMessageContaining("dropped=1");
        }
        try (InfluxDBClient stranger = client("wrong")) {
            assertThatThrownBy(() -> stranger.getWriteApiBlocking().writeRecord(WritePrecision.S, "m v=1"))
                    .isInstanceOf(UnauthorizedException.class);
        }
    }

    @Test
    void curlWritesAFile() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        Path file = Files.createTempFile("points", ".lp");
        Files.writeString(file, "water,device=lp-1 water_flow=11 " + (SECOND + 11) + "\n# a comment\n\n");
        Process curl = new ProcessBuilder(
                        "/usr/bin/curl",
                        "-sS",
                        "-u",
                        "agent:" + AGENT,
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code}",
                        "--data-binary",
                        "@" + file,
                        "http://localhost:" + RestAssured.port + "/write?db=caretaker&precision=s")
                .start();
        String status = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(curl.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(status).isEqualTo("204");
        assertThat(values("lp-1", "water_flow")).contains(11.0);
        Files.delete(file);
    }

    @Test
    void jsonIsTakenCompressedAndCountsOnceHoweverOftenItIsSent() throws IOException {
        String reading = "{\"metric\":\"water_flow\",\"value\":12,\"time\":\"2026-11-24T12:00:12Z\"}";
        for (int i = 0; i < 3; i++) {
            telemetry(reading).then().statusCode(202).body("accepted", equalTo(1));
        }
        assertThat(values("lp-1", "water_flow").stream().filter(v -> v == 12)).hasSize(1);

        telemetry(" ".repeat(300_000)).then().statusCode(413);
        given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .header("Content-Encoding", "br")
                .body(reading)
                .post("/api/v1/telemetry")
                .then()
                .statusCode(415);
        given().header("Authorization", "Bearer " + token)
                .contentType("text/csv")
                .body(reading)
                .post("/api/v1/telemetry")
                .then()
                .statusCode(415);
    }

    private io.restassured.response.Response telemetry(String json) throws IOException {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/json", io.restassured.http.ContentType.BINARY)))
                .header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(gzip(json))
                .post("/api/v1/telemetry");
    }

    private static RequestSpecification agent(String authorization) {
        return given().header("Authorization", authorization).contentType("text/plain");
    }

    private static RequestSpecification gzipped(String body) throws IOException {
        return given().header("Authorization", "Token " + AGENT)
                .contentType("application/octet-stream")
                .header("Content-Encoding", "gzip")
                .body(gzip(body));
    }

    private static byte[] gzip(String body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static InfluxDBClient client(String secret) {
        return InfluxDBClientFactory.create(InfluxDBClientOptions.builder()
                .url("http://localhost:" + RestAssured.port)
                .authenticateToken(secret.toCharArray())
                .org("any")
                .bucket("any")
                .build());
    }

    /** Of the test's hour, when the store has caught up with what was acknowledged. */
    private static List<Double> values(String device, String metric) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> given().get("/q/metrics")
                        .asString()
                        .lines()
                        .filter(l -> l.startsWith("caretaker_telemetry_lag_entries"))
                        .allMatch(l -> l.endsWith(" 0.0")));
        return Api.admin()
                .get("/api/v1/readings?asset=lp-asset&metric=" + metric
                        + "&from=2026-11-24T11:30:00Z&to=2026-11-24T12:30:00Z")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("find { it.device == '" + device + "' }.samples.value", Double.class);
    }

    private static final String REGISTRY = """
            {"estates":[{"id":"lp","name":{"en":"Line Court","zh":"线苑"},"latitude":30.2,"longitude":120.1,
              "zone":"Asia/Shanghai","households":100}],
             "profiles":[{"id":"lp-inlet","name":{"en":"Inlet","zh":"进水"},"metrics":[
               {"name":"water_flow","unit":"m3/h","min":0,"max":100},
               {"name":"water_pressure","unit":"kPa","min":0,"max":2000}],
               "mapping":[{"source":"modbus.p","metric":"water_pressure"}]}],
             "assets":[{"id":"lp-asset","estate":"lp","type":"ZONE_INLET","name":{"en":"Inlet","zh":"进水"}}],
             "devices":[
               {"id":"lp-1","estate":"lp","asset":"lp-asset","profile":"lp-inlet","interval":"PT1M"},
               {"id":"lp-2","estate":"lp","asset":"lp-asset","profile":"lp-inlet","interval":"PT1M",
                "addresses":["line:modbus,slave=3,zone=n"]}]}""";
}
