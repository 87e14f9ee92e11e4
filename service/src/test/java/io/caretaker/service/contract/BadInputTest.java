package io.caretaker.service.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import io.caretaker.ingest.mqtt.MqttDeviceEndpoint;
import io.caretaker.service.road.Api;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever a broken device sends gets a clear answer or a dead letter and is counted, and a good device beside it goes on
 * undisturbed.
 */
@QuarkusTest
@WithTestResource(value = ContractStores.class, scope = TestResourceScope.MATCHING_RESOURCES)
class BadInputTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String GOOD = "bad-input-good";
    private static final String BROKEN = "bad-input-broken";
    /** Exhausts what may be kept of one source, so it has a source of its own. */
    private static final String FLOODING = "bad-input-flooding";

    private static final String TOPIC = "caretaker/v1/bad-input/" + BROKEN + "/telemetry";
    private static final int MEGABYTE = 1024 * 1024;

    @Inject
    MqttDeviceEndpoint mqtt;

    private final Map<String, String> tokens = new HashMap<>();

    @BeforeEach
    void twoDevices() {
        Api.clock(NOW);
        Api.post("registry", ESTATE);
        for (String device : List.of(GOOD, BROKEN, FLOODING)) {
            tokens.put(device, Api.post("devices/" + device + "/token", "").getString("token"));
        }
    }

    /** Whatever the test did: the other device's reading is taken and can be read. */
    @AfterEach
    void theGoodDeviceIsUndisturbed() {
        Instant time = NOW.plusSeconds((int) (Math.floorMod(System.nanoTime(), 60L)));

        Service.Answer answer = http(GOOD, "application/json", """
                {"readings":[{"metric":"water_pressure","value":300,"unit":"kPa","time":"%s"}]}""".formatted(time));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(10)).until(() -> samples(GOOD).contains(time.toString()));
    }

    @Test
    void malformedJsonOverHttpIsAnsweredAndKept() {
        double before = counted("http", "malformed");

        Service.Answer answer = http(BROKEN, "application/json", "{\"readings\":[{\"metric\":");

        rejected(answer, 400, -1);
        assertThat(letter(BROKEN, "malformed").path("payload").asText()).contains("{\"readings\":[{\"metric\":");
        assertThat(counted("http", "malformed")).isEqualTo(before + 1);
    }

    @Test
    void anUnknownDeviceIsNamed() {
        Service.Answer stranger =
                Service.call("POST", "/api/v1/telemetry", Map.of("Authorization", "Bearer of-nobody"), "{}");
        Service.Answer administrator = Service.asAdmin("POST", "/api/v1/telemetry", """
                [{"device":"bad-input-ghost","readings":[{"metric":"water_pressure","value":1,"unit":"kPa"}]}]""");

        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.type()).startsWith("application/problem+json");
        assertThat(stranger.json().at("/errors/0/field").asText()).isEqualTo("Authorization");
        rejected(administrator, 400, 0);
        assertThat(administrator.json().at("/rejected/0/value").asText()).isEqualTo("bad-input-ghost");
    }

    @Test
    void aDeviceThatSpeaksForAnotherIsForbiddenTo() {
        Service.Answer answer = http(BROKEN, "application/json", """
                {"device":"%s","readings":[{"metric":"water_pressure","value":1,"unit":"kPa"}]}""".formatted(GOOD));

        rejected(answer, 403, 0);
        assertThat(answer.json().at("/rejected/0/field").asText()).isEqualTo("device");
    }

    @Test
    void aValueOutOfRangeIsKeptAndMarkedBad() {
        double before = metric("caretaker_ingest_flagged_total", "http", "out_of_range");

        Service.Answer answer = http(BROKEN, "application/json", """
                {"readings":[{"metric":"water_pressure","value":99999,"unit":"kPa","time":"%s"}]}""".formatted(NOW));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().at("/flagged/0/reason").asText()).isEqualTo("out_of_range");
        assertThat(metric("caretaker_ingest_flagged_total", "http", "out_of_range"))
                .isEqualTo(before + 1);
        await().atMost(Duration.ofSeconds(10)).until(() -> samples(BROKEN).contains("BAD"));
    }

    @Test
    void aWrongUnitIsNamedWithTheRightOne() {
        Service.Answer answer = http(BROKEN, "application/json", reading("300", "Cel", NOW));

        rejected(answer, 400, 0);
        assertThat(answer.json().at("/rejected/0/field").asText()).isEqualTo("unit");
        assertThat(answer.json().at("/rejected/0/value").asText()).isEqualTo("Cel");
        assertThat(answer.json().at("/rejected/0/expected").asText()).contains("kPa");
        assertThat(letter(BROKEN, "unit").path("value").asText()).isEqualTo("Cel");
    }

    @Test
    void aClockThatIsAYearOffIsRefusedInBothDirections() {
        Service.Answer behind =
                http(BROKEN, "application/json", reading("300", "kPa", NOW.minus(Duration.ofDays(365))));
        Service.Answer ahead = http(BROKEN, "application/json", reading("300", "kPa", NOW.plus(Duration.ofDays(365))));

        for (Service.Answer answer : List.of(behind, ahead)) {
            rejected(answer, 400, 0);
            assertThat(answer.json().at("/rejected/0/field").asText()).isEqualTo("time");
            assertThat(answer.json().at("/rejected/0/expected").asText()).contains("2026-10-25", "2026-11-25");
        }
        assertThat(letter(BROKEN, "too-old").path("value").asText()).startsWith("2025-11-24");
        assertThat(letter(BROKEN, "future").path("value").asText()).startsWith("2027-11-24");
    }

    @Test
    void aMegabyteOverHttpIsTooLarge() {
        byte[] body = (reading("300", "kPa", NOW) + " ".repeat(MEGABYTE)).getBytes(StandardCharsets.UTF_8);

        Service.Answer answer = Service.call(
                "POST",
                "/api/v1/telemetry",
                Map.of("Authorization", "Bearer " + tokens.get(BROKEN), "Content-Type", "application/json"),
                body);

        rejected(answer, 413, -1);
        assertThat(answer.json().at("/rejected/0/expected").asText()).contains("262144 bytes");
        assertThat(letter(BROKEN, "too-large").path("size").asInt()).isEqualTo(body.length);
    }

    @Test
    void aBatchKeepsWhatIsGoodAndNamesWhatIsNot() {
        Service.Answer answer = http(BROKEN, "application/json", """
                [{"readings":[{"metric":"water_pressure","value":301,"unit":"kPa","time":"%1$s"},
                              {"metric":"no_such_metric","value":1,"unit":"1","time":"%1$s"}]},
                 {"readings":[{"metric":"water_pressure","value":"high","unit":"kPa","time":"%1$s"},
                              {"metric":"water_pressure","value":0.302,"unit":"MPa","time":"%2$s"}]}]""".formatted(NOW.plusSeconds(1), NOW.plusSeconds(2)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().path("rejected").findValuesAsText("index")).containsExactlyInAnyOrder("1", "2");
        assertThat(answer.json().path("rejected").findValuesAsText("field"))
                .containsExactlyInAnyOrder("metric", "value");
        await().atMost(Duration.ofSeconds(10)).until(() -> samples(BROKEN).contains("302.0"));
    }

    @Test
    void senmlOverHttpIsTakenAndWhatIsWrongWithItNamed() {
        String pack = """
                [{"bn":"%s/","bt":%d,"n":"water_pressure","u":"kPa","v":303.5},{"n":"unknown","v":1}]""".formatted(BROKEN, NOW.getEpochSecond());

        Service.Answer answer = http(BROKEN, "application/senml+json", pack);
        Service.Answer broken = http(BROKEN, "application/senml+json", "[{\"n\":");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).as(answer.body()).isEqualTo(1);
        assertThat(answer.json().at("/rejected/0/value").asText()).isEqualTo("unknown");
        rejected(broken, 400, -1);
        await().atMost(Duration.ofSeconds(10)).until(() -> samples(BROKEN).contains("303.5"));
    }

    @Test
    void aWrongTokenIsRefusedByReasonCode() {
        assertThatThrownBy(() -> mqtt3("wrong token"))
                .isInstanceOf(Mqtt3ConnAckException.class)
                .hasMessageContaining("BAD_USER_NAME_OR_PASSWORD");
        assertThatThrownBy(() -> mqtt5("wrong token"))
                .isInstanceOfSatisfying(
                        Mqtt5ConnAckException.class,
                        refused -> assertThat(refused.getMqttMessage().getReasonCode())
                                .isEqualTo(Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> letters(l -> l.path("reason").asText().equals("bad-credentials")
                                        && l.path("value").asText().equals(BROKEN))
                                .size()
                        >= 2);
    }

    @Test
    void mqtt5NamesWhatIsWrongInTheAcknowledgement() {
        Mqtt5BlockingClient device = mqtt5(tokens.get(BROKEN));

        assertThat(reason(device, TOPIC, "no JSON at all")).isEqualTo(Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID);
        assertThat(reason(device, TOPIC, reading("300", "Cel", NOW)))
                .isEqualTo(Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID);
        assertThat(sentence(device, TOPIC, reading("300", "Cel", NOW))).contains("unit", "Cel", "kPa");
        assertThat(sentence(device, TOPIC, reading("300", "kPa", NOW.plus(Duration.ofDays(365)))))
                .contains("time", "2027-11-24");
        assertThat(reason(device, "caretaker/v1/bad-input/" + GOOD + "/telemetry", reading("300", "kPa", NOW)))
                .isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
        assertThat(reason(device, TOPIC, reading("304", "kPa", NOW.plusSeconds(4))))
                .as("and a good one is taken still")
                .isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        device.disconnect();
    }

    @Test
    void mqtt3IsAcknowledgedAndFindsItsMessageInTheDeadLetters() {
        double before = counted("mqtt", "malformed");
        Mqtt3BlockingClient device = mqtt3(tokens.get(BROKEN));

        publish(device, TOPIC, "mqtt 3 says nonsense".getBytes(StandardCharsets.UTF_8));
        publish(device, TOPIC, reading("305", "kPa", NOW.plusSeconds(5)).getBytes(StandardCharsets.UTF_8));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> !letters(l -> l.path("payload").asText().contains("mqtt 3 says nonsense"))
                        .isEmpty());
        assertThat(counted("mqtt", "malformed")).isEqualTo(before + 1);
        await().atMost(Duration.ofSeconds(10)).until(() -> samples(BROKEN).contains("305.0"));
        device.disconnect();
    }

    @Test
    void aMegabyteOverMqttEndsTheConnectionOfItsDeviceOnly() {
        Mqtt3BlockingClient good = client3(GOOD, tokens.get(GOOD));
        Mqtt3BlockingClient device = mqtt3(tokens.get(BROKEN));

        assertThatThrownBy(() -> publish(device, TOPIC, new byte[MEGABYTE]));

        await().atMost(Duration.ofSeconds(10)).until(() -> !device.getState().isConnected());
        assertThat(letter(BROKEN, "too-large").path("protocol").asText()).isIn("mqtt", "http");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !letters(l -> l.path("reason").asText().equals("too-large")
                                && l.path("protocol").asText().equals("mqtt"))
                        .isEmpty());
        assertThat(good.getState().isConnected()).isTrue();
        good.disconnect();
    }

    @Test
    void tenThousandTopicsCostOneDeviceItsConnectionAndFillNothing() {
        double before = counted("mqtt", "topic");
        Mqtt3BlockingClient good = client3(GOOD, tokens.get(GOOD));
        Mqtt3BlockingClient device = client3(FLOODING, tokens.get(FLOODING));
        int connections = 1;
        for (int i = 0; i < 10_000; i++) {
            try {
                if (!device.getState().isConnected()) {
                    device = client3(FLOODING, tokens.get(FLOODING));
                    connections++;
                }
                device.publishWith()
                        .topic("caretaker/v1/bad-input/topic-" + i + "/telemetry")
                        .send();
            } catch (RuntimeException connectionEnded) {
                // The endpoint closes it after so many refusals; a stubborn device comes back.
            }
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> counted("mqtt", "topic") > before + 100);
        assertThat(connections).as("refused too often").isGreaterThan(1);
        assertThat(letters(l -> l.path("reason").asText().equals("topic")).size())
                .as("letters of one source are limited")
                .isLessThan(400);
        assertThat(good.getState().isConnected()).isTrue();
        publish(
                good,
                "caretaker/v1/bad-input/" + GOOD + "/telemetry",
                reading("306", "kPa", NOW.plusSeconds(6)).getBytes(StandardCharsets.UTF_8));
        await().atMost(Duration.ofSeconds(10)).until(() -> samples(GOOD).contains("306.0"));
        good.disconnect();
    }

    private static String reading(String value, String unit, Instant time) {
        return """
                {"readings":[{"metric":"water_pressure","value":%s,"unit":"%s","time":"%s"}]}""".formatted(value, unit, time);
    }

    private Service.Answer http(String device, String type, String body) {
        return Service.call(
                "POST",
                "/api/v1/telemetry",
                Map.of("Authorization", "Bearer " + tokens.get(device), "Content-Type", type),
                body);
    }

    private static void rejected(Service.Answer answer, int status, int index) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonNode rejected = answer.json().at("/rejected/0");
        assertThat(rejected.path("index").asInt(-2)).isEqualTo(index);
        assertThat(rejected.path("field").asText()).isNotBlank();
        assertThat(rejected.has("value")).isTrue();
        assertThat(rejected.path("expected").asText()).isNotBlank();
        assertThat(answer.json().path("accepted").asInt(-1)).isZero();
    }

    private JsonNode letter(String source, String reason) {
        List<JsonNode> found = letters(l -> l.path("source").asText().equals(source)
                && l.path("reason").asText().equals(reason));
        assertThat(found).as("dead letters of %s for %s", source, reason).isNotEmpty();
        return found.get(0);
    }

    private static List<JsonNode> letters(Predicate<JsonNode> wanted) {
        JsonNode items = Service.asAdmin("GET", "/api/v1/dead-letters?limit=500", "")
                .json()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false).filter(wanted).toList();
    }

    private static double counted(String protocol, String reason) {
        return metric("caretaker_ingest_rejected_total", protocol, reason);
    }

    private static double metric(String name, String protocol, String reason) {
        String text = Service.asAdmin("GET", "/q/metrics", "").body();
        Matcher line = Pattern.compile("(?m)^" + name + "\\{(?=[^}]*protocol=\"" + protocol + "\")(?=[^}]*reason=\""
                        + reason + "\")[^}]*} ([0-9.E]+)")
                .matcher(text);
        assertThat(line.find()).as(name + " of " + protocol + " for " + reason).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static String samples(String device) {
        JsonPath series = Api.get("readings?asset=" + device + "-pipe&metric=water_pressure&from="
                + NOW.minusSeconds(60) + "&to=" + NOW.plusSeconds(120));
        return series.getList("[0].samples").toString();
    }

    private Mqtt3BlockingClient mqtt3(String token) {
        return client3(BROKEN, token);
    }

    private Mqtt3BlockingClient client3(String device, String token) {
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

    private Mqtt5BlockingClient mqtt5(String token) {
        Mqtt5BlockingClient client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(BROKEN)
                .serverHost("localhost")
                .serverPort(mqtt.port())
                .simpleAuth()
                .username(BROKEN)
                .password(token.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        return client;
    }

    private static void publish(Mqtt3BlockingClient device, String topic, byte[] payload) {
        device.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .send();
    }

    private static Mqtt5PubAckReasonCode reason(Mqtt5BlockingClient device, String topic, String payload) {
        return puback(device, topic, payload).map(Mqtt5PubAck::getReasonCode).orElse(Mqtt5PubAckReasonCode.SUCCESS);
    }

    private static String sentence(Mqtt5BlockingClient device, String topic, String payload) {
        return puback(device, topic, payload)
                .flatMap(Mqtt5PubAck::getReasonString)
                .map(Object::toString)
                .orElse("");
    }

    /** The refusal, empty when the message was taken. */
    private static java.util.Optional<Mqtt5PubAck> puback(Mqtt5BlockingClient device, String topic, String payload) {
        try {
            device.publishWith()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(payload.getBytes(StandardCharsets.UTF_8))
                    .send();
            return java.util.Optional.empty();
        } catch (Mqtt5PubAckException refused) {
            return java.util.Optional.of(refused.getMqttMessage());
        }
    }

    private static final String ESTATE = """
            {"estates":[{"id":"bad-input","name":{"en":"Bad input","zh":"坏输入"},"latitude":31.2,"longitude":121.5,
                         "zone":"Asia/Shanghai","households":1}],
             "profiles":[{"id":"bad-input-pressure","name":{"en":"Pressure","zh":"压力"},
                          "metrics":[{"name":"water_pressure","unit":"kPa","min":0,"max":1600}]}],
             "assets":[{"id":"%1$s-pipe","estate":"bad-input","type":"PIPE_SECTION","name":{"en":"Pipe 1","zh":"管1"}},
                       {"id":"%2$s-pipe","estate":"bad-input","type":"PIPE_SECTION","name":{"en":"Pipe 2","zh":"管2"}}],
             "devices":[{"id":"%1$s","estate":"bad-input","asset":"%1$s-pipe","profile":"bad-input-pressure",
                         "interval":"PT5M"},
                        {"id":"%2$s","estate":"bad-input","asset":"%2$s-pipe","profile":"bad-input-pressure",
                         "interval":"PT5M"},
                        {"id":"%3$s","estate":"bad-input","asset":"%2$s-pipe","profile":"bad-input-pressure",
                         "interval":"PT5M"}]}
            """.formatted(GOOD, BROKEN, FLOODING);
}
