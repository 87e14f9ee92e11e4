package io.caretaker.service.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import io.caretaker.ingest.mqtt.MqttDeviceEndpoint;
import io.caretaker.service.road.Api;
import io.caretaker.service.road.FreshStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator does with the registry, over the running service. */
@QuarkusTest
@QuarkusTestResource(value = FreshStores.class, restrictToAnnotatedClass = true)
class RegistryOperationsTest {
    private static final String DOCUMENT = """
            {"estates":[{"id":"ops","name":{"en":"Ops","zh":"运维"},"latitude":31.2,"longitude":121.5,
                         "zone":"Asia/Shanghai","households":800}],
             "profiles":[{"id":"ops-pipe","name":{"en":"Pipe","zh":"管"},
                          "metrics":[{"name":"water_pressure","unit":"kPa","min":0,"max":1600}]}],
             "assets":[{"id":"ops-p1","estate":"ops","type":"PIPE_SECTION","name":{"en":"Pipe 1","zh":"管段 1"},
                        "attributes":{"distance_m":120}}],
             "devices":[{"id":"ops-d1","estate":"ops","asset":"ops-p1","profile":"ops-pipe","interval":"PT5M"}]}
            """;
    private static final String READING = "{\"metric\":\"water_pressure\",\"value\":312.5}";

    /** The service's clock only goes forward. */
    private static Instant now = Instant.parse("2026-11-24T03:00:00Z");

    @Inject
    MqttDeviceEndpoint mqtt;

    @BeforeEach
    void estate() {
        pass(Duration.ofHours(1));
        Api.post("registry", DOCUMENT);
    }

    @Test
    void aRevokedTokenIsRefusedEverywhereAndItsConnectionIsCut() {
        String token = Api.post("devices/ops-d1/token", "").getString("token");
        Mqtt3BlockingClient device = connected(token);
        assertThat(posted(token)).isEqualTo(202);

        Api.admin().delete("/api/v1/devices/ops-d1/token").then().statusCode(204);

        assertThat(posted(token)).isEqualTo(401);
        Waiting.until("the connection is cut", () -> !device.getState().isConnected());
        assertThat(Api.get("devices/ops-d1/twin").getBoolean("hasToken")).isFalse();
        Api.admin().delete("/api/v1/devices/no-such/token").then().statusCode(404);
    }

    @Test
    void anOldTokenWorksInItsGraceOnly() {
        String old = Api.post("devices/ops-d1/token", "").getString("token");
        String fresh = Api.post("devices/ops-d1/token?grace=PT1H", "").getString("token");

        assertThat(List.of(posted(old), posted(fresh))).containsExactly(202, 202);
        assertThat(Api.get("devices/ops-d1/twin").getString("oldTokenUntil"))
                .isEqualTo(now.plus(Duration.ofHours(1)).toString());
        pass(Duration.ofHours(1));

        assertThat(List.of(posted(old), posted(fresh))).containsExactly(401, 202);
        Api.admin()
                .post("/api/v1/devices/ops-d1/token?grace=P60D")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("grace"));
    }

    @Test
    void aTwinTellsWhatWasLastHeard() {
        String token = Api.post("devices/ops-d1/token", "").getString("token");
        Mqtt3BlockingClient device = connected(token);
        publish(device, "status", "{\"online\":true,\"battery\":17,\"firmware\":\"2.0\",\"rssi\":-70}");
        publish(device, "telemetry", READING);

        JsonPath twin = Api.get("devices/ops-d1/twin");
        assertThat(twin.getString("protocol")).isEqualTo("mqtt");
        assertThat(twin.getString("address")).isEqualTo("127.0.0.1");
        assertThat(twin.getBoolean("connected")).isTrue();
        assertThat(twin.getDouble("battery")).isEqualTo(17);
        assertThat(twin.getString("firmware")).isEqualTo("2.0");
        assertThat(Api.get("twins?batteryBelow=20").getList("items.device")).containsExactly("ops-d1");
        assertThat(Api.get("twins?batteryBelow=17").getList("items")).isEmpty();
        assertThat(Api.get("twins?silentFor=PT1H&estate=ops&q=ops-d1").getList("items"))
                .isEmpty();
        device.disconnect();
        pass(Duration.ofHours(2));

        assertThat(Api.get("twins?silentFor=PT1H&estate=ops&q=ops-d1").getList("items.device"))
                .containsExactly("ops-d1");
        Waiting.until(
                "the twin knows that it left",
                () -> !Api.get("devices/ops-d1/twin").getBoolean("connected"));
        Api.admin().get("/api/v1/twins?silentFor=long").then().statusCode(400);
    }

    @Test
    void everyErrorOfAFileIsToldByLineAndNothingIsStored() {
        String csv =
                "id,estate,asset,profile,interval\nops-d2,ops,ops-p1,ops-pipe,PT5M\nops-d3,nowhere,ops-p1,ops-pipe,5\n";

        JsonPath report = upload("import?format=csv&kind=devices&dryRun=true", csv, 200);
        assertThat(report.getList("errors.line")).containsOnly(3);
        assertThat(report.getList("errors.field")).containsExactlyInAnyOrder("estate", "asset", "interval");
        upload("import?format=csv&kind=devices", csv, 400);

        Api.admin().get("/api/v1/devices/ops-d2").then().statusCode(404);
        Api.admin()
                .contentType("application/json")
                .body("{\n\"devices\":[\n{\"id\":\"ops-d9\"}]}")
                .post("/api/v1/registry/import?dryRun=true")
                .then()
                .statusCode(200)
                .body("errors.line", hasItems(3))
                .body("errors.field", hasItems("devices[0].estate", "devices[0].interval"));
    }

    @Test
    void whatIsExportedChangesNothingWhenItIsImported() {
        for (String kind : List.of("devices", "assets")) {
            byte[] csv = Api.admin()
                    .get("/api/v1/registry/export?format=csv&kind=" + kind)
                    .then()
                    .statusCode(200)
                    .header("Content-Disposition", containsString(kind + ".csv"))
                    .extract()
                    .asByteArray();

            Api.admin()
                    .multiPart("file", kind + ".csv", csv, "text/csv")
                    .post("/api/v1/registry/import")
                    .then()
                    .statusCode(200)
                    .body("kind", equalTo(kind))
                    .body("added", equalTo(0))
                    .body("changed", equalTo(0))
                    .body("errors.size()", equalTo(0));
        }
        String json =
                Api.admin().get("/api/v1/registry/export").then().extract().asString();
        JsonPath report = Api.post("registry/import", json);
        assertThat(report.getInt("changed") + report.getInt("added")).isZero();
        assertThat(report.getInt("unchanged")).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aChineseSpreadsheetIsTakenAndNewDevicesGetTokens() {
        String assets =
                "id,estate,type,name_en,name_zh,attribute.distance_m\r\nops-p2,ops,PIPE_SECTION,Pipe 2,二号管段,80\r\n";
        Api.admin()
                .contentType("text/csv")
                .body(assets.getBytes(Charset.forName("GB18030")))
                .post("/api/v1/registry/import")
                .then()
                .statusCode(200)
                .body("encoding", equalTo("GB18030"))
                .body("added", equalTo(1));
        JsonPath report = upload("import", "id,estate,asset,profile,interval\nops-d7,ops,ops-p2,ops-pipe,PT5M\n", 200);

        assertThat(Api.get("assets/ops-p2").getString("name.zh")).isEqualTo("二号管段");
        String token = report.getMap("tokens").get("ops-d7").toString();
        assertThat(posted(token)).isEqualTo(202);
        Api.admin()
                .get("/api/v1/registry/export?format=csv&kind=people")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("kind"))
                .body("errors[1]", nullValue());
    }

    @Test
    void aCommandReachesTheDeviceAndAValveWaitsForASecondPerson() throws Exception {
        String token = Api.post("devices/ops-d1/token", "").getString("token");
        String draft = "{\"name\":\"lamp_dim\",\"parameters\":{\"level\":40},\"within\":\"PT1H\"}";
        String id = Api.post("devices/ops-d1/commands", draft).getString("id");
        assertThat(Api.get("commands/" + id).getString("state")).isEqualTo("queued");

        Mqtt3BlockingClient device = connected(token);
        try (Mqtt3BlockingClient.Mqtt3Publishes received = device.publishes(MqttGlobalPublishFilter.ALL)) {
            device.subscribeWith()
                    .topicFilter("caretaker/v1/ops/ops-d1/command")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
            assertThat(new String(
                            received.receive(10, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes(),
                            StandardCharsets.UTF_8))
                    .contains(id, "\"level\":40");
            publish(device, "command/result", "{\"id\":\"" + id + "\",\"result\":\"executed\"}");
        }
        Waiting.until(
                "executed", () -> Api.get("commands/" + id).getString("state").equals("executed"));
        assertThat(Api.get("commands/" + id).getList("steps.state"))
                .containsExactly("queued", "sent", "acknowledged", "executed");

        String valve = Api.post("devices/ops-d1/commands", "{\"name\":\"valve_close\"}")
                .getString("id");
        Api.admin().post("/api/v1/commands/" + valve + "/confirm").then().statusCode(409);
        assertThat(Api.post("commands/" + valve + "/cancel", "").getString("state"))
                .isEqualTo("cancelled");
        Api.admin()
                .contentType("application/json")
                .body("{\"name\":\"lamp_dim\",\"parameters\":{\"level\":400}}")
                .post("/api/v1/devices/ops-d1/commands")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("parameters.level"));
    }

    @Test
    void anInstallerFetchesTheTokenWithACodeAndManyDevicesWithAKey() {
        String code = Api.post("devices/ops-d1/claim-code", "{}").getString("code");
        String token =
                enrolled("enrolment/claim", "{\"code\":\"" + code + "\"}", 200).getString("token");
        assertThat(posted(token)).isEqualTo(202);
        enrolled("enrolment/claim", "{\"code\":\"" + code + "\"}", 400);

        JsonPath key = Api.post(
                "enrolment-keys", "{\"estate\":\"ops\",\"profile\":\"ops-pipe\",\"count\":1,\"within\":\"PT1H\"}");
        String first = "{\"key\":\"" + key.getString("key") + "\",\"serial\":\"OPS-SN-1\"}";
        assertThat(posted(enrolled("enrolment", first, 200).getString("token"))).isEqualTo(202);
        enrolled("enrolment", first.replace("SN-1", "SN-2"), 400);
        assertThat(Api.get("devices/ops-sn-1").getString("asset")).isEqualTo("ops-unassigned");
        assertThat(Api.get("enrolment-keys").getString("[0].key")).isNull();
        Api.admin()
                .delete("/api/v1/enrolment-keys/" + key.getString("id"))
                .then()
                .statusCode(204);
    }

    private static JsonPath enrolled(String path, String body, int status) {
        return RestAssured.given()
                .contentType("application/json")
                .body(body)
                .post("/api/v1/" + path)
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private static void pass(Duration time) {
        now = now.plus(time);
        Api.clock(now);
    }

    private static JsonPath upload(String path, String csv, int status) {
        return Api.admin()
                .contentType("text/csv")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/registry/" + path)
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private static int posted(String token) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(READING)
                .post("/api/v1/telemetry")
                .statusCode();
    }

    private static void publish(Mqtt3BlockingClient device, String kind, String payload) {
        device.publishWith()
                .topic("caretaker/v1/ops/ops-d1/" + kind)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private Mqtt3BlockingClient connected(String token) {
        Mqtt3BlockingClient client = MqttClient.builder()
                .useMqttVersion3()
                .serverHost("127.0.0.1")
                .serverPort(mqtt.port())
                .identifier("ops-d1")
                .buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username("ops-d1")
                .password(token.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
        return client;
    }
}
