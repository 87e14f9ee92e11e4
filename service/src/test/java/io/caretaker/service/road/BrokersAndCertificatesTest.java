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
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
                       {"id":"b","estate":"e","type":"PIPE_SECTION","name":{"en":"Pipe","zh":"管"}},
                       {"id":"c","estate":"e","type":"PIPE_SECTION","name":{"en":"Pipe","zh":"管"}}],
             "devices":[{"id":"tank-1","estate":"e","asset":"a","profile":"gauge","interval":"PT1M",
                         "addresses":["topic:secure/tank/pressure"]},
                        {"id":"tank-2","estate":"e","asset":"a","profile":"gauge","interval":"PT1M",
                         "addresses":["topic:mutual/tank/pressure"]},
                        {"id":"behind","estate":"e","asset":"a","profile":"gauge","interval":"PT1M"},
                        {"id":"pump","estate":"e","asset":"c","profile":"gauge","interval":"PT1H",
                         "addresses":["sparkplug:plant/edge-7/pump"]},
                        {"id":"gauge-1","estate":"e","asset":"a","profile":"gauge","interval":"PT1M"},
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
        Said revoked = curl("--cert", file("gauge-2.pem"), "--key", file("gauge-2.key"));
        assertThat(revoked.exit()).as(revoked.said()).isNotZero();
    }

    @Test
    @Order(2)
    void aDevicePublishesWithItsCertificateAlone() throws Exception {
        OpenSsl.assumeInstalled();

        Said said = device("gauge-1", "gauge-1", "312.5");

        assertThat(said.exit()).as(said.said()).isZero();
        arrives("a", "312.5");
    }

    @Test
    @Order(2)
    void aCertificateOfAnotherAuthorityAndARevokedOneAreTurnedAway() throws Exception {
        OpenSsl.assumeInstalled();

        assertThat(device("forged", "gauge-1", "666").exit()).isNotZero();
        assertThat(device("gauge-2", "gauge-2", "666").exit()).isNotZero();

        assertThat(values("a") + values("b")).doesNotContain("666");
    }

    @Test
    @Order(6)
    void replacedFilesTakeEffectWithoutARestart() throws Exception {
        OpenSsl.assumeInstalled();
        String before = shown();
        OpenSsl.sign(BrokersAndCertificates.directory, "estate-ca", "renewed", "DNS:localhost,IP:127.0.0.1");

        OpenSsl.replace(BrokersAndCertificates.directory, "renewed.pem", "mqtt.pem");
        OpenSsl.replace(BrokersAndCertificates.directory, "renewed.key", "mqtt.key");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shown()).startsWith("serial=").isNotEqualTo(before));
        assertThat(device("gauge-1", "gauge-1", "313.5").exit()).isZero();
        OpenSsl.revoke(BrokersAndCertificates.directory, "estate-ca", "gauge-1");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(device("gauge-1", "gauge-1", "314.5").exit()).isNotZero());
    }

    @Test
    @Order(3)
    void whatABrokerCarriesOnATopicOfADeviceIsAReading() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mosquitto")), "skipped: no mosquitto");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(health()).contains("connected localhost:" + BrokersAndCertificates.brokerPort));

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
    @Order(3)
    void brokersWithTlsAndWithCertificatesOfClientsAreHeard() throws Exception {
        OpenSsl.assumeInstalled();
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mosquitto")), "skipped: no mosquitto");
        int secure = BrokersAndCertificates.secureBrokerPort;
        int mutual = BrokersAndCertificates.mutualBrokerPort;
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(health())
                        .contains("connected localhost:" + secure, "connected localhost:" + mutual));

        run(publisher(secure, "--cafile", file("estate-ca.pem"), "-t", "secure/tank/pressure", "-m", "4.25"));
        List<String> certified = publisher(mutual, "--cafile", file("estate-ca.pem"));
        certified.addAll(List.of("--cert", file("gauge-1.pem"), "--key", file("gauge-1.key")));
        certified.addAll(List.of("-t", "mutual/tank/pressure", "-m", "4.75"));
        Said said = run(certified);

        assertThat(said.exit()).as(said.said()).isZero();
        arrives("a", "425");
        arrives("a", "475");
    }

    @Test
    @Order(3)
    void anEdgeNodeIsHeardAndAskedForItsBirthWhenSomethingWasMissed() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mosquitto")), "skipped: no mosquitto");
        Instant now = Instant.parse("2026-11-25T04:00:00Z");
        Api.clock(now);
        try (SparkplugEdge edge = new SparkplugEdge(BrokersAndCertificates.brokerPort, "plant", "edge-7")) {
            assertThat(edge.hostState()).contains("\"online\":true");
            edge.birth(now, "pump", "pressure", 3.25f);
            edge.data(now.plusSeconds(1), 2, "pump", 3.5f);
            arrives("c", "325");
            arrives("c", "350");

            edge.data(now.plusSeconds(2), 9, "pump", 9.5f);

            assertThat(edge.command()).contains("Node Control/Rebirth");
            edge.birth(now.plusSeconds(3), "pump", "pressure", 3.75f);
            edge.data(now.plusSeconds(4), 2, "pump", 4f);
            arrives("c", "400");
            assertThat(values("c")).contains("375").doesNotContain("950");
        }
    }

    @Test
    @Order(3)
    void aDeviceBehindABrokerGetsItsCommandAndSaysWhatBecameOfIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mosquitto")), "skipped: no mosquitto");
        int port = BrokersAndCertificates.brokerPort;
        String command = Api.post("devices/behind/commands", "{\"name\":\"read_now\",\"parameters\":{}}")
                .getString("id");
        Process listener = new ProcessBuilder(subscriber(port, "caretaker/v1/e/behind/command"))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader heard = listener.inputReader(StandardCharsets.UTF_8)) {
            // Said once it listens: the command goes out by the broker that the device is heard on.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                run(publisher(port, "-t", "caretaker/v1/e/behind/status", "-m", "online"));
                return heard.ready();
            });
            assertThat(heard.readLine()).contains(command, "read_now");
            run(publisher(
                    port,
                    "-t",
                    "caretaker/v1/e/behind/command/result",
                    "-m",
                    "{\"id\":\"" + command + "\",\"result\":\"executed\"}"));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(Api.get("commands/" + command).getString("state"))
                                    .isEqualToIgnoringCase("executed"));
        } finally {
            listener.destroy();
        }
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
    @Order(4)
    void aBrokerThatCannotBeTrustedOrTrustsUsNotIsToldToo() {
        OpenSsl.assumeInstalled();
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mosquitto")), "skipped: no mosquitto");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(broker("stranger")).startsWith("not connected").containsIgnoringCase("certif");
            assertThat(broker("unnamed")).startsWith("not connected");
        });
    }

    @Test
    @Order(7)
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

    private static void arrives(String asset, String value) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(values(asset)).contains(value));
    }

    private Said device(String certificate, String device, String value) throws IOException, InterruptedException {
        List<String> command = publisher(mqtt.tlsPort(), "--cafile", file("estate-ca.pem"));
        command.addAll(List.of("--cert", file(certificate + ".pem"), "--key", file(certificate + ".key")));
        command.addAll(List.of("-t", "caretaker/v1/e/" + device + "/telemetry", "-m", READING.formatted(value)));
        return run(command);
    }

    /** Serial number of the certificate that the MQTT endpoint shows. */
    private String shown() throws IOException, InterruptedException {
        return run(List.of(
                        "/bin/sh",
                        "-c",
                        "openssl s_client -connect localhost:" + mqtt.tlsPort()
                                + " </dev/null 2>/dev/null | openssl x509 -noout -serial"))
                .said();
    }

    private static String broker(String name) {
        return RestAssured.get("/q/health/ready").jsonPath().getString("checks.find{it.name=='brokers'}.data." + name);
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

    private static List<String> subscriber(int port, String topic) {
        Path program = Path.of("/usr/bin/mosquitto_sub");
        assumeTrue(Files.isExecutable(program), "skipped: no mosquitto_sub (apt install mosquitto-clients)");
        return List.of(program.toString(), "-h", "localhost", "-p", Integer.toString(port), "-q", "1", "-t", topic);
    }

    private static Said run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), said.strip());
    }
}
