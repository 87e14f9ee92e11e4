package io.caretaker.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** From the library to readings: install a model, store its codec, receive a payload, look at it on the bench. */
@QuarkusTest
@WithTestResource(value = ContractStores.class, scope = TestResourceScope.MATCHING_RESOURCES)
class DeviceModelsTest {
    private static final String CODEC = "ttn.milesight-iot.em500-udl";

    /** Ours, not the vendor's: two channels, the second in millimetres. */
    private static final String SCRIPT = """
            function decodeUplink(input) {
              var data = {};
              for (var i = 0; i + 2 < input.bytes.length;) {
                if (input.bytes[i] === 1) { data.battery = input.bytes[i + 2]; i += 3; }
                else { data.distance = (input.bytes[i + 3] * 256 + input.bytes[i + 2]) / SCALE; i += 4; }
              }
              return {data: data};
            }
            """;

    @Test
    void aModelComesFromTheLibraryToReadings() {
        assertThat(model().path("codecImported").asBoolean()).isFalse();
        Service.Answer refused = Service.asAdmin(
                "POST", "/api/v1/library/milesight-em500-udl/install", "{\"settings\":{\"height_m\":99}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("settings.height_m", "0.3 to 10.0 m");

        Service.Answer installed = Service.asAdmin(
                "POST",
                "/api/v1/library/milesight-em500-udl/install",
                "{\"profile\":\"udl-tank\",\"settings\":{\"height_m\":2.5},\"metrics\":{\"sewer_level\":\"tank_level\"}}");
        assertThat(installed.status()).as(installed.body()).isEqualTo(200);
        assertThat(installed.json().path("mapping").get(0).path("metric").asText())
                .isEqualTo("tank_level");
        assertThat(put(SCRIPT.replace("SCALE", "1000")).path("stored").asBoolean())
                .isTrue();
        assertThat(model().path("codecImported").asBoolean()).isTrue();

        assertThat(Service.asAdmin("POST", "/api/v1/registry", ESTATE).status()).isEqualTo(200);
        Service.Answer uplink = Service.asAdmin("POST", "/api/v1/lorawan/ttn", UPLINK);
        assertThat(uplink.status()).as(uplink.body()).isBetween(200, 299);

        String session = engineer();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(page(session, "/bench?codec=" + CODEC)).contains("models-udl", "0.362 m", "90 %"));
        comparison(session);
    }

    private static void comparison(String session) {
        String csrf = People.formToken(session);
        String source = SCRIPT.replace("SCALE", "100");
        String compared = form(session, "/bench/compare", csrf, "codec", CODEC, "source", source, "note", "cm")
                .body();
        assertThat(compared).contains("1 payloads compared: 0 come out the same, 1 differently.", "21.38");
        Matcher digest =
                Pattern.compile("name=\"compared\" value=\"([0-9a-f]{64})\"").matcher(compared);
        assertThat(digest.find()).isTrue();

        Service.Answer applied = form(
                session,
                "/bench/apply",
                csrf,
                "codec",
                CODEC,
                "source",
                source,
                "note",
                "cm",
                "compared",
                digest.group(1));

        assertThat(applied.status()).as(applied.body()).isEqualTo(303);
        assertThat(page(session, "/bench?codec=" + CODEC)).contains("version 2", "-18.88 m");
    }

    private static JsonNode model() {
        for (JsonNode model :
                Service.asAdmin("GET", "/api/v1/library", "").json().path("items")) {
            if (model.path("id").asText().equals("milesight-em500-udl")) {
                return model;
            }
        }
        throw new AssertionError("the library has no milesight-em500-udl");
    }

    private static JsonNode put(String source) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("source", source)
                .put("note", "test")
                .toString();
        Service.Answer answer = Service.asAdmin("PUT", "/api/v1/codecs/" + CODEC, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String engineer() {
        People.add("models-engineer", "engineer");
        return People.signIn("models-engineer");
    }

    private static String page(String session, String path) {
        return Service.call(
                        "GET",
                        path,
                        Map.of("Cookie", People.COOKIE + "=" + session + "; lang=en", "Accept", "text/html"),
                        "")
                .body();
    }

    private static Service.Answer form(String session, String path, String csrf, String... fields) {
        StringBuilder body = new StringBuilder("csrf=" + csrf);
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return Service.call(
                "POST",
                path,
                Map.of(
                        "Cookie",
                        People.COOKIE + "=" + session + "; lang=en",
                        "Sec-Fetch-Site",
                        "same-origin",
                        "Accept",
                        "text/html",
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                body.toString());
    }

    private static final String ESTATE = """
            {"estates":[{"id":"models","name":{"en":"Models","zh":"型号"},"latitude":31.2,"longitude":121.5,
                         "zone":"Asia/Shanghai","households":1}],
             "assets":[{"id":"models-tank","estate":"models","type":"ROOF_TANK","name":{"en":"Tank","zh":"水箱"},
                        "attributes":{"height_m":2.4}}],
             "devices":[{"id":"models-udl","estate":"models","asset":"models-tank","profile":"udl-tank",
                         "interval":"PT10M","addresses":["lorawan:24e124136b320007"]}]}
            """;

    /** 01 75 5a 03 82 5a 08: battery 90 %, distance 2138 mm. */
    private static final String UPLINK = """
            {"end_device_ids":{"device_id":"udl","dev_eui":"24E124136B320007",
                               "application_ids":{"application_id":"estate"}},
             "received_at":"2026-11-24T12:00:00.123456789Z",
             "uplink_message":{"f_port":85,"f_cnt":7,"frm_payload":"AXVaA4JaCA==",
                               "received_at":"2026-11-24T12:00:00.100Z"}}
            """;
}
