package io.caretaker.service.road;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import io.caretaker.ingest.mqtt.MqttDeviceEndpoint;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Device report → fault → incident → alert → task → proof, in the running service, by its outside contract alone. */
@QuarkusTest
@QuarkusTestResource(value = FreshStores.class, restrictToAnnotatedClass = true)
class WholeRoadTest {
    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");

    @Inject
    MqttDeviceEndpoint mqtt;

    @Inject
    MockMailbox mailbox;

    private Instant now = BEGIN;

    @Test
    void aClosedFireValveIsFoundToldRepairedProvedAndClosed() {
        Api.clock(now);
        String token = Api.post("registry", REGISTRY).getString("tokens.v1-sensor");
        Mqtt3BlockingClient device = connect("v1-sensor", token);
        report(device, 1);

        report(device, 0);
        report(device, 0);
        report(device, 0);
        String incident = onlyIncident("OPEN");
        JsonPath opened = Api.get("incidents/" + incident);
        assertThat(opened.getString("type")).isEqualTo("fire-valve-closed");
        assertThat(opened.getString("severity")).isEqualTo("S1");
        assertThat(opened.getList("faults[0].evidence")).isNotEmpty();

        String link = acknowledgeLinkFromMail();
        given().redirects().follow(false).get(link).then().statusCode(200);
        assertThat(onlyIncident("OPEN")).as("a GET never acts").isEqualTo(incident);
        given().post(link).then().statusCode(200);
        assertThat(onlyIncident("ACKNOWLEDGED")).isEqualTo(incident);

        report(device, 0);
        JsonPath task = Api.get("tasks?incident=" + incident);
        String id = task.getString("items[0].id");
        assertThat(task.getString("items[0].state")).isEqualTo("ASSIGNED");
        assertThat(task.getString("items[0].crew")).isEqualTo("fire-crew");
        Api.post("tasks/" + id + "/accept", "{}");
        Api.post("tasks/" + id + "/start", "{}");
        assertThat(onlyIncident("IN_REPAIR")).isEqualTo(incident);
        Api.post("tasks/" + id + "/done", "{\"note\":\"opened and sealed\"}");
        assertThat(Api.get("tasks/" + id).getString("state"))
                .as("the word of the crew is no proof")
                .isEqualTo("DONE");

        report(device, 1);
        report(device, 1);
        assertThat(onlyIncident("RESOLVED")).isEqualTo(incident);
        for (int minute = 0; minute < 12; minute++) {
            report(device, 1);
        }
        assertThat(onlyIncident("CLOSED")).isEqualTo(incident);
        assertThat(Api.get("tasks/" + id).getString("state")).isEqualTo("VERIFIED");
        assertThat(Api.get("faults?asset=v1").getString("items[0].cleared")).isNotNull();
        assertThat(Api.get("notifications?incident=" + incident).getList("items.state"))
                .contains("SENT");
        List<String> kinds = Api.get("incidents/" + incident).getList("timeline.kind");
        assertThat(kinds).containsSubsequence("opened", "acknowledged", "resolved", "closed");
        device.disconnect();
    }

    private Mqtt3BlockingClient connect(String device, String token) {
        Mqtt3BlockingClient client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(device)
                .serverHost("localhost")
                .serverPort(mqtt.port())
                .simpleAuth()
                .username(device)
                .password(token.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        return client;
    }

    /** One reading a minute; the clock follows. Publishing returns with the PUBACK: the reading is durable. */
    private void report(Mqtt3BlockingClient device, int open) {
        now = now.plus(Duration.ofMinutes(1));
        String payload = "{\"readings\":[{\"metric\":\"valve_open\",\"value\":%d,\"unit\":\"1\",\"time\":\"%s\"}]}"
                .formatted(open, now);
        device.publishWith()
                .topic("caretaker/v1/willow/v1-sensor/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
        Api.clock(now);
    }

    private static String onlyIncident(String state) {
        List<String> ids = Api.get("incidents?state=" + state).getList("items.id");
        assertThat(ids).as("incidents that are " + state).hasSize(1);
        return ids.get(0);
    }

    private String acknowledgeLinkFromMail() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !mailbox.getMailsSentTo("zhang@willow.example").isEmpty());
        String text = mailbox.getMailsSentTo("zhang@willow.example").get(0).getText();
        Matcher link = Pattern.compile("https?://[^\\s]+(/a/[A-Za-z0-9_-]+)").matcher(text);
        assertThat(link.find()).as("a link to act in:\n" + text).isTrue();
        return link.group(1);
    }

    private static final String REGISTRY = """
            {"estates":[{"id":"willow","name":{"en":"Willow Court","zh":"柳苑"},"latitude":31.2,"longitude":121.5,
                         "zone":"Asia/Shanghai","households":800}],
             "profiles":[{"id":"fire-valve","name":{"en":"Valve contact","zh":"阀门触点"},
                          "metrics":[{"name":"valve_open","unit":"1","min":0,"max":1}]}],
             "assets":[{"id":"fire","estate":"willow","type":"FIRE_SYSTEM","name":{"en":"Fire system","zh":"消防系统"}},
                       {"id":"v1","estate":"willow","parent":"fire","type":"FIRE_VALVE","name":{"en":"Riser valve","zh":"立管阀"}}],
             "devices":[{"id":"v1-sensor","estate":"willow","asset":"v1","profile":"fire-valve","interval":"PT1M"}],
             "crews":[{"id":"fire-crew","name":{"en":"Fire crew","zh":"消防班"},"skills":["fire-technician"],"estates":[]}],
             "people":[{"id":"zhang","name":"张伟","roles":["on-call"],"language":"zh-CN","email":"zhang@willow.example"}],
             "rotas":[{"estate":"willow","persons":["zhang"],"escalateAfter":"PT5M"}]}
            """;
}
