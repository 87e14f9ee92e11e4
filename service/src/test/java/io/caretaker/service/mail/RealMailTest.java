package io.caretaker.service.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.service.road.Api;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Alerts as a relay and a receiver of webhooks really get them. One valve closes in each test; time only goes on. */
@QuarkusTest
@WithTestResource(value = RelayAndReceiver.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealMailTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** The longest back-off of a second try, with room for a busy machine. */
    private static final Duration RETRIED = Duration.ofSeconds(90);

    private static Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    @Order(1)
    void theAlertArrivesInOneThreadWithALinkToActAndASignedWebhook() throws Exception {
        String incident = closeValve("v1");

        MimeMessage alert = mail(incident, 0);
        assertThat(alert.getMessageID()).matches("<[0-9a-f-]{36}@caretaker\\.willow\\.example>");
        assertThat(alert.getHeader("References")).hasSize(1);
        assertThat(alert.getHeader("In-Reply-To")).isEqualTo(alert.getHeader("References"));
        assertThat(alert.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(alert.getFrom()).extracting(Object::toString).containsExactly("caretaker@willow.example");
        assertThat(alert.getSubject()).isNotBlank();

        String text = text(alert);
        Matcher link = Pattern.compile("https://caretaker\\.willow\\.example(/a/[A-Za-z0-9_-]+)")
                .matcher(text);
        assertThat(link.find()).as("a link to act in:\n" + text).isTrue();
        String forged = link.group(1).substring(0, link.group(1).length() - 2) + "xx";
        given().post(forged);
        assertThat(state(incident)).as("a link that nobody signed").isEqualTo("OPEN");

        Api.post("incidents/" + incident + "/escalate", "{}");
        MimeMessage second = mail(incident, 1);
        assertThat(second.getMessageID()).isNotEqualTo(alert.getMessageID());
        assertThat(second.getHeader("References")).isEqualTo(alert.getHeader("References"));

        given().post(link.group(1)).then().statusCode(200);
        assertThat(state(incident)).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    @Order(2)
    void theWebhookCarriesASignatureThatItsReceiverCanCheck() throws Exception {
        String incident = closeValve("v2");

        await().atMost(SOON).until(() -> !calls(incident).isEmpty());
        RelayAndReceiver.Call call = calls(incident).get(0);
        String timestamp = call.header("X-caretaker-timestamp");
        assertThat(Long.parseLong(timestamp)).isPositive();
        assertThat(call.header("X-caretaker-signature")).isEqualTo("v1=" + hmac(timestamp, call.body()));
        assertThat(call.header("Idempotency-key")).isNotBlank();
        JsonNode body = new ObjectMapper().readTree(call.body());
        assertThat(body.isObject()).isTrue();
    }

    @Test
    @Order(3)
    void whatTheDownRelayCannotTakeWaitsWithItsErrorAndIsSentLater() throws MessagingException {
        RelayAndReceiver.relay().stop();
        String incident = closeValve("v3");

        await().atMost(SOON).untilAsserted(() -> {
            JsonPath waiting = Api.get("notifications?incident=" + incident);
            assertThat(waiting.getString("items.find { it.channel == 'email' }.state"))
                    .isEqualTo("PENDING");
            assertThat(waiting.getString("items.find { it.channel == 'email' }.lastError"))
                    .contains("relay failed");
        });
        RelayAndReceiver.relay().start();

        await().atMost(RETRIED).untilAsserted(() -> assertThat(emails(incident)).containsOnly("SENT"));
        // Escalation may have told the next person meanwhile: one mail for each notification, whatever it took to send.
        List<String> ids = new ArrayList<>();
        for (MimeMessage message : mails(incident)) {
            ids.add(message.getMessageID());
        }
        assertThat(ids).doesNotHaveDuplicates().hasSameSizeAs(emails(incident));
    }

    /** States of the incident's notifications by e-mail. */
    private static List<String> emails(String incident) {
        return Api.get("notifications?incident=" + incident).getList("items.findAll { it.channel == 'email' }.state");
    }

    /** The incident of a valve that closes. */
    private static String closeValve(String valve) {
        Api.post("registry", registry(valve));
        report(valve, 1);
        for (int minute = 0; minute < 4; minute++) {
            report(valve, 0);
        }
        List<String> incidents = Api.get("incidents?asset=" + valve).getList("items.id");
        assertThat(incidents).hasSize(1);
        return incidents.get(0);
    }

    private static void report(String valve, int open) {
        now = now.plus(Duration.ofMinutes(1));
        Api.clock(now);
        Api.admin()
                .contentType("application/json")
                .body("""
                        {"device":"%s-sensor","readings":[{"metric":"valve_open","value":%d,"unit":"1","time":"%s"}]}""".formatted(valve, open, now))
                .post("/api/v1/telemetry")
                .then()
                .statusCode(202);
        Api.clock(now);
    }

    private static String state(String incident) {
        return Api.get("incidents/" + incident).getString("state");
    }

    /** The mail of that number about the incident, when it has come. */
    private static MimeMessage mail(String incident, int number) {
        await().atMost(SOON).until(() -> mails(incident).size() > number);
        return mails(incident).get(number);
    }

    private static List<MimeMessage> mails(String incident) {
        String encoded = URLEncoder.encode(incident, StandardCharsets.UTF_8).replace("+", "%20");
        List<MimeMessage> about = new ArrayList<>();
        for (MimeMessage message : RelayAndReceiver.relay().getReceivedMessages()) {
            if (text(message).contains("/incidents/" + encoded)) {
                about.add(message);
            }
        }
        return about;
    }

    private static List<RelayAndReceiver.Call> calls(String incident) {
        return RelayAndReceiver.calls().stream()
                .filter(call -> new String(call.body(), StandardCharsets.UTF_8).contains(incident))
                .toList();
    }

    /** The plain text of the mail, the first of its two forms. */
    private static String text(MimeMessage message) {
        try {
            Object content = message.getContent();
            while (content instanceof MimeMultipart parts) {
                content = parts.getBodyPart(0).getContent();
            }
            return content.toString();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail that cannot be read", e);
        }
    }

    /** As a receiver checks it: over the time, a dot and the body as it came. */
    private static String hmac(String timestamp, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(RelayAndReceiver.SIGNING_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static String registry(String valve) {
        return """
                {"estates":[{"id":"willow","name":{"en":"Willow Court","zh":"柳苑"},"latitude":31.2,"longitude":121.5,
                             "zone":"Asia/Shanghai","households":800}],
                 "profiles":[{"id":"fire-valve","name":{"en":"Valve contact","zh":"阀门触点"},
                              "metrics":[{"name":"valve_open","unit":"1","min":0,"max":1}]}],
                 "assets":[{"id":"%1$s","estate":"willow","type":"FIRE_VALVE","name":{"en":"Valve","zh":"阀"}}],
                 "devices":[{"id":"%1$s-sensor","estate":"willow","asset":"%1$s","profile":"fire-valve",
                             "interval":"PT1M"}],
                 "people":[{"id":"zhang","name":"张伟","roles":["on-call"],"language":"zh-CN",
                            "email":"zhang@willow.example","webhook":"%2$s"},
                           {"id":"li","name":"李娜","roles":["on-call"],"language":"en",
                            "email":"li@willow.example"}],
                 "rotas":[{"estate":"willow","persons":["zhang","li"],"escalateAfter":"PT1H"}]}""".formatted(valve, RelayAndReceiver.hook());
    }
}
