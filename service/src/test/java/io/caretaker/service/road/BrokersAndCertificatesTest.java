package io.caretaker.service.road;

import static io.caretaker.service.road.BrokersAndCertificates.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.caretaker.ingest.mqtt.MqttDeviceEndpoint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The application with brokers and certificates set as the pages for operators say, used with the tools they show. */
@QuarkusTest
@QuarkusTestResource(value = BrokersAndCertificates.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrokersAndCertificatesTest {
    private static final String REGISTRY = """
            {"estates":[{"id":"e","name":{"en":"E","zh":"区"},"latitude":31.2,"longitude":121.5,
                         "zone":"Asia/Shanghai","households":8}],
             "profiles":[{"id":"gauge","name":{"en":"Gauge","zh":"表"},
                          "metrics":[{"name":"water_pressure","unit":"kPa","min":0,"max":1600}],
                          "mapping":[{"source":"pressure","metric":"water_pressure","scale":100}]}],
             "assets":[{"id":"a","estate":"e","type":"PIPE_SECTION","name":{"en":"Pipe","zh":"管"}},
                       {"id":"b","estate":"e","type":"PIPE_SECTION","name":{"en":"Pipe","zh":"管"}}],
             "devices":[{"id":"gauge-1","estate":"e","asset":"a","profile":"gauge","interval":"PT1M"},
                        {"id":"gauge-2","estate":"e","asset":"b","profile":"gauge","interval":"PT1M",
                         "addresses":["topic:shellies/roof/pressure"]}]}
            """;
    private static final String READING = "{\"readings\":[{\"metric\":\"water_pressure\",\"value\":%s}]}";

    @Inject
    MqttDeviceEndpoint mqtt;

    @BeforeEach
    void registry() {
        Api.post("registry", REGISTRY);
    }

    @Test
    @Order(1)
    void aDevicePostsWithItsCertificateAloneAndNobodyElseCan() throws Exception {
        OpenSsl.assumeInstalled();

        assertThat(curl("--cert", file("gauge-1.pem"), "--key", file("gauge-1.key"))
                        .said())
                .contains("\"accepted\":1")
                .endsWith("202");
        assertThat(curl().said()).endsWith("401");
        Said forged = curl("--cert", file("forged.pem"), "--key", file("forged.key"));
        assertThat(forged.exit() != 0 || forged.said().endsWith("401"))
                .as(forged.said())
                .isTrue();
    }

    @Test
    @Order(2)
    void aDevicePublishesWithItsCertificateAlone() throws Exception {
        OpenSsl.assumeInstalled();

        Said said = run(publisher(
                mqtt.tlsPort(),
                "--cafile",
                file("estate-ca.pem"),
                "--cert",
                file("gauge-1.pem"),
                "--key",
                file("gauge-1.key"),
                "-t",
                "caretaker/v1/e/gauge-1/telemetry",
                "-m",
                READING.formatted("312.5")));

        assertThat(said.exit()).as(said.said()).isZero();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(values("a")).contains("312.5"));
    }

    @Test
    @Order(3)
    void whatABrokerCarriesOnATopicOfADeviceIsAReading() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mosquitto")), "skipped: no mosquitto");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(health()).contains("connected 127.0.0.1"));

        run(publisher(BrokersAndCertificates.brokerPort, "-t", "shellies/roof/pressure", "-m", "3.5"));
        run(publisher(BrokersAndCertificates.brokerPort, "-t", "shellies/roof/uptime", "-m", "77"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(values("b")).contains("350"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(Api.admin().get("/api/v1/dead-letters").asString())
                                .contains("shellies/roof/uptime")
                                .contains("broker plant"));
    }

    @Test
    @Order(4)
    void aBrokerThatIsAwayIsToldAndTurnsNobodyAway() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(health())
                        .contains("\"status\": \"UP\"")
                        .contains("not connected: Connection refused"));
    }

    @Test
    @Order(5)
    void guessingTokensIsSlowedDown() {
        Response answer = null;
        for (int i = 0; i <= BrokersAndCertificates.ADDRESS_FAILURES; i++) {
            answer = RestAssured.given()
                    .header("Authorization", "Bearer guess-" + i)
                    .contentType("application/json")
                    .body(READING.formatted("1"))
                    .post("/api/v1/telemetry");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.asString()).contains("without the right token");
        Api.admin()
                .contentType("application/json")
                .body("{\"device\":\"gauge-1\"," + READING.formatted("2").substring(1))
                .post("/api/v1/telemetry")
                .then()
                .statusCode(202);
    }

    private static String values(String asset) {
        return Api.admin()
                .get("/api/v1/readings?asset=" + asset
                        + "&metric=water_pressure&from=1970-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")
                .asString();
    }

    private static String health() {
        return RestAssured.get("/q/health/ready").asString();
    }

    private record Said(int exit, String said) {}

    private static Said curl(String... more) throws IOException, InterruptedException {
        Path program = Path.of("/usr/bin/curl");
        assumeTrue(Files.isExecutable(program), "skipped: no curl");
        List<String> command = new ArrayList<>(List.of(program.toString(), "-sS", "-w", "%{http_code}"));
        command.addAll(List.of("--cacert", file("estate-ca.pem")));
        command.addAll(List.of("-H", "Content-Type: application/json", "-d", READING.formatted("300")));
        command.addAll(List.of(more));
        command.add("https://localhost:" + BrokersAndCertificates.httpsPort + "/api/v1/telemetry");
        return run(command);
    }

    private static List<String> publisher(int port, String... more) {
        Path program = Path.of("/usr/bin/mosquitto_pub");
        assumeTrue(Files.isExecutable(program), "skipped: no mosquitto_pub (apt install mosquitto-clients)");
        List<String> command = new ArrayList<>(
                List.of(program.toString(), "-h", "localhost", "-p", Integer.toString(port), "-q", "1"));
        command.addAll(List.of(more));
        return command;
    }

    private static Said run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), said.strip());
    }
}
