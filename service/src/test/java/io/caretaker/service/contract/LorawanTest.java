package io.caretaker.service.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.broker.TopicIntake;
import io.caretaker.service.road.Api;
import io.quarkus.arc.All;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Network servers' webhooks, and codecs as an operator stores, tries and replaces them. */
@QuarkusTest
@WithTestResource(value = ContractStores.class, scope = TestResourceScope.MATCHING_RESOURCES)
class LorawanTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String EUI = "24e124136b320001";
    private static final String CHIRPSTACK = "/api/v1/lorawan/chirpstack?event=up";
    private static final String TTN = "/api/v1/lorawan/ttn";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Pressure in kilopascal, two bytes. */
    private static final String CODEC = """
            function decodeUplink(input) {
              if (input.bytes.length < 2) { return { errors: ['too short'] }; }
              return { data: { pressure: input.bytes[0] << 8 | input.bytes[1] }, warnings: [] };
            }
            """;

    @Inject
    @All
    List<TopicIntake> intakes;

    private static int frame;

    @BeforeEach
    void anEstateWithACodec() {
        Api.clock(NOW);
        put("codecs/pressure", Map.of("source", CODEC, "note", "by the data sheet"));
        Api.post("registry", ESTATE);
    }

    @Test
    void aWebhookOfChirpstackBecomesAReading() {
        Service.Answer answer = send(CHIRPSTACK, bearer(ContractStores.LORAWAN_TOKEN), chirpstack(EUI, 1, 44));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(10)).until(() -> samples().contains("300.0"));
        assertThat(Service.call("GET", "/api/v1/devices/lora-sensor/twin", Map.of("Authorization", Service.ADMIN), "")
                        .json()
                        .path("rssi")
                        .asDouble())
                .isEqualTo(-97);
    }

    @Test
    void aWebhookOfTheThingsStackBecomesAReading() {
        Service.Answer answer =
                send(TTN, Map.of("X-Caretaker-Token", ContractStores.LORAWAN_TOKEN), theThingsStack(1, 45));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(10)).until(() -> samples().contains("301.0"));
    }

    @Test
    void theTokenOpensItsOwnRoutesAndNothingElse() {
        String body = chirpstack(EUI, 1, 44);

        assertThat(send(CHIRPSTACK, Map.of(), body).status()).isEqualTo(401);
        assertThat(send(CHIRPSTACK, bearer(ContractStores.LORAWAN_TOKEN + "x"), body)
                        .status())
                .isEqualTo(401);
        assertThat(send(CHIRPSTACK, Map.of("X-Caretaker-Token", ""), body).status())
                .isEqualTo(401);
        assertThat(send(CHIRPSTACK, Map.of("Authorization", Service.ADMIN), body)
                        .status())
                .isEqualTo(202);
        assertThat(Service.call("GET", "/api/v1/devices", bearer(ContractStores.LORAWAN_TOKEN), "")
                        .status())
                .isEqualTo(401);
        assertThat(Service.call("POST", "/api/v1/telemetry", json(bearer(ContractStores.LORAWAN_TOKEN)), "[]")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void oneDeviceThatIsNotRegisteredDoesNotTurnTheWebhookOff() {
        Service.Answer answer =
                send(CHIRPSTACK, bearer(ContractStores.LORAWAN_TOKEN), chirpstack("24e124136b32ffff", 1, 44));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("rejected").get(0).path("expected").asText())
                .contains("lorawan:24e124136b32ffff");
        assertThat(letters("lorawan:24e124136b32ffff")).isNotEmpty();
    }

    @Test
    void whatIsNoEventIsAnsweredInWords() {
        Map<String, String> token = bearer(ContractStores.LORAWAN_TOKEN);

        Service.Answer noJson = send(CHIRPSTACK, token, "{");
        Service.Answer noEvent = send("/api/v1/lorawan/chirpstack", token, "{}");
        Service.Answer noEui = send(TTN, token, "{\"uplink_message\":{}}");

        assertThat(noJson.status()).isEqualTo(400);
        assertThat(noEvent.status()).isEqualTo(400);
        assertThat(noEvent.body()).contains("event");
        assertThat(noEui.status()).isEqualTo(400);
        assertThat(noEui.body()).contains("end_device_ids.dev_eui");
        assertThat(send("/api/v1/lorawan/chirpstack?event=location", token, "{}").status())
                .isEqualTo(202);
    }

    @Test
    void whatTheCodecCannotDecodeIsADeadLetterWithItsWords() {
        Service.Answer answer = send(CHIRPSTACK, bearer(ContractStores.LORAWAN_TOKEN), chirpstack(EUI, 1));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("rejected").get(0).path("value").asText()).isEqualTo("too short");
        assertThat(letters("lora-sensor"))
                .anyMatch(letter -> letter.path("reason").asText().equals("codec")
                        && letter.path("value").asText().equals("too short"));
    }

    @Test
    void aCodecIsTriedWithoutBeingStored() {
        JsonNode hex = ok(post("codecs/pressure/try", Map.of("fPort", 2, "bytes", "01 2C")));
        JsonNode base64 = ok(post("codecs/pressure/try", Map.of("bytes", "ASw=")));
        JsonNode failed = ok(post("codecs/pressure/try", Map.of("bytes", "01")));
        JsonNode other = ok(post(
                "codecs/pressure/try",
                Map.of("bytes", "01", "source", "function Decode(p, b) { return { first: b[0] }; }")));

        assertThat(hex.path("fields").path("pressure").asInt()).isEqualTo(300);
        assertThat(base64.path("fields").path("pressure").asInt()).isEqualTo(300);
        assertThat(failed.path("failure").asText()).isEqualTo("reported");
        assertThat(failed.path("reason").asText()).isEqualTo("too short");
        assertThat(other.path("fields").path("first").asInt()).isEqualTo(1);
        assertThat(post("codecs/pressure/try", Map.of("bytes", "?")).status()).isEqualTo(400);
        assertThat(post("codecs/nowhere/try", Map.of("bytes", "01")).status()).isEqualTo(404);
    }

    @Test
    void aChangedCodecAnswersWhatComesOutDifferently() {
        send(CHIRPSTACK, bearer(ContractStores.LORAWAN_TOKEN), chirpstack(EUI, 1, 44));
        send(CHIRPSTACK, bearer(ContractStores.LORAWAN_TOKEN), chirpstack(EUI, 1));
        String scaled = CODEC.replace("input.bytes[1] }", "input.bytes[1] / 10 }");
        Map<String, Object> change = Map.of("source", scaled, "note", "tenths");

        await().atMost(Duration.ofSeconds(10))
                .until(() -> put("codecs/pressure?dryRun=true", change)
                                .path("samples")
                                .asInt()
                        >= 2);
        JsonNode tried = put("codecs/pressure?dryRun=true", change);
        assertThat(tried.path("stored").asBoolean()).isFalse();
        JsonNode stored = put("codecs/pressure", change);
        JsonNode again = put("codecs/pressure", change);

        assertThat(stored.path("stored").asBoolean()).isTrue();
        assertThat(stored.path("differences").isEmpty()).isFalse();
        JsonNode difference = stored.path("differences").get(0);
        assertThat(difference.path("device").asText()).isEqualTo("lora-sensor");
        assertThat(difference.path("fields").get(0).path("path").asText()).isEqualTo("pressure");
        assertThat(stored.path("same").asInt())
                .as("the short payload fails in both")
                .isPositive();
        assertThat(again.path("stored").asBoolean()).isFalse();
        JsonNode detail = ok(Service.asAdmin("GET", "/api/v1/codecs/pressure", ""));
        assertThat(detail.path("source").asText()).isEqualTo(scaled);
        assertThat(detail.path("versions").get(0).path("note").asText()).isEqualTo("tenths");
        assertThat(detail.path("versions").size()).isGreaterThanOrEqualTo(2);
        assertThat(ok(Service.asAdmin("GET", "/api/v1/codecs/pressure?version=1", ""))
                        .path("source")
                        .asText())
                .isEqualTo(CODEC);
        assertThat(ok(Service.asAdmin("GET", "/api/v1/codecs", ""))
                        .path("items")
                        .toString())
                .contains("pressure");
    }

    @Test
    void aScriptThatDoesNotLoadIsRefusedInWords() {
        Service.Answer answer = Service.asAdmin("PUT", "/api/v1/codecs/broken", write(Map.of("source", "function (")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("SyntaxError");
        assertThat(Service.asAdmin("GET", "/api/v1/codecs/broken", "").status()).isEqualTo(404);
        assertThat(Service.asAdmin("PUT", "/api/v1/codecs/Broken!", write(Map.of("source", CODEC)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void brokersTopicsOfNetworkServersAreTaken() {
        assertThat(intakes).anyMatch(intake -> intake.takes("application/1/device/" + EUI + "/event/up"));
    }

    private static Service.Answer send(String path, Map<String, String> headers, String body) {
        return Service.call("POST", path, json(headers), body);
    }

    private static Map<String, String> json(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return all;
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static JsonNode put(String path, Map<String, Object> body) {
        return ok(Service.asAdmin("PUT", "/api/v1/" + path, write(body)));
    }

    private static Service.Answer post(String path, Map<String, Object> body) {
        return Service.asAdmin("POST", "/api/v1/" + path, write(body));
    }

    private static JsonNode ok(Service.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String write(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("writing a map of texts", e);
        }
    }

    private static List<JsonNode> letters(String source) {
        JsonNode items = Service.asAdmin("GET", "/api/v1/dead-letters?limit=500", "")
                .json()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(letter -> letter.path("source").asText().equals(source))
                .toList();
    }

    private static String samples() {
        return Api.get("readings?asset=lora-pipe&metric=water_pressure&from=" + NOW.minusSeconds(3600) + "&to="
                        + NOW.plusSeconds(120))
                .getList("[0].samples")
                .toString();
    }

    /** Each a frame of its own, a second after the one before. */
    private static String chirpstack(String eui, int... bytes) {
        int count = ++frame;
        return """
                {"deduplicationId":"id-%d","time":"%s","deviceInfo":{"devEui":"%s","deviceName":"x"},
                 "devAddr":"00189440","fCnt":%d,"fPort":2,"data":"%s","rxInfo":[{"rssi":-97,"snr":4.5}]}
                """.formatted(count, NOW.minusSeconds(1800 - count), eui, count, base64(bytes));
    }

    private static String theThingsStack(int... bytes) {
        int count = ++frame;
        return """
                {"end_device_ids":{"device_id":"x","dev_eui":"%s"},"uplink_message":{"session_key_id":"s","f_cnt":%d,
                 "f_port":2,"frm_payload":"%s","received_at":"%s"}}
                """.formatted(
                        EUI.toUpperCase(java.util.Locale.ROOT), count, base64(bytes), NOW.minusSeconds(1800 - count));
    }

    private static String base64(int... bytes) {
        byte[] payload = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            payload[i] = (byte) bytes[i];
        }
        return new String(Base64.getEncoder().encode(payload), StandardCharsets.US_ASCII);
    }

    private static final String ESTATE = """
            {"estates":[{"id":"lora","name":{"en":"Lora","zh":"远传"},"latitude":31.2,"longitude":121.5,
                         "zone":"Asia/Shanghai","households":1}],
             "profiles":[{"id":"lora-pressure","name":{"en":"Pressure","zh":"压力"},"codec":"pressure",
                          "metrics":[{"name":"water_pressure","unit":"kPa","min":0,"max":1600}],
                          "mapping":[{"source":"pressure","metric":"water_pressure"}]}],
             "assets":[{"id":"lora-pipe","estate":"lora","type":"PIPE_SECTION","name":{"en":"Pipe","zh":"管"}}],
             "devices":[{"id":"lora-sensor","estate":"lora","asset":"lora-pipe","profile":"lora-pressure",
                         "interval":"PT15M","addresses":["lorawan:24e124136b320001"]}]}
            """;
}
