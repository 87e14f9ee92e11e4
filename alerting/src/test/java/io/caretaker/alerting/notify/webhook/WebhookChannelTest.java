package io.caretaker.alerting.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.caretaker.alerting.notify.Delivery;
import io.caretaker.alerting.notify.Messages;
import io.caretaker.alerting.notify.MovableClock;
import io.caretaker.alerting.oncall.Night;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.people.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server that checks like a receiver would. */
class WebhookChannelTest {
    private static final String SECRET = "a secret both sides know";

    private final MovableClock wall = new MovableClock("2026-11-24T03:00:00Z");
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int status = 200;
    private volatile Map<String, String> answerHeaders = Map.of();

    record Received(String path, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.get(name).get(0);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes()));
            answerHeaders.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            if (status == 0) {
                exchange.close();
                return;
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private WebhookChannel channel(boolean allowPrivate) {
        WebhookSettings settings = new WebhookSettings(
                SECRET.getBytes(StandardCharsets.UTF_8),
                "https://caretaker.example.org",
                allowPrivate,
                Duration.ofSeconds(5));
        return new WebhookChannel(settings, wall, threads);
    }

    private Person receiver() {
        return Night.person(
                "li", "李娜", null, "http://localhost:" + server.getAddress().getPort() + "/hook");
    }

    private Delivery send(WebhookChannel channel, Person person) {
        return channel.send(Messages.about("i1:0:li:webhook", "i1", Severity.S1), person)
                .toCompletableFuture()
                .join();
    }

    @Test
    void theReceiverCanCheckTheSignature() throws Exception {
        assertThat(send(channel(true), receiver())).isEqualTo(new Delivery.Accepted(""));

        Received request = received.get(0);
        String timestamp = request.header("X-caretaker-timestamp");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
        String expected = "v1=" + HexFormat.of().formatHex(mac.doFinal(request.body()));
        assertThat(request.header("X-caretaker-signature")).isEqualTo(expected);
        assertThat(timestamp).isEqualTo(Long.toString(wall.instant().getEpochSecond()));
        assertThat(request.header("Idempotency-key")).isEqualTo("i1:0:li:webhook");
    }

    @Test
    void theBodyTellsTheIncidentInThePersonsLanguageWithLinks() throws Exception {
        send(channel(true), receiver());

        JsonNode event = new ObjectMapper().readTree(received.get(0).body());
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("id").asText()).isEqualTo("i1:0:li:webhook");
        assertThat(event.get("data").get("title").asText()).contains("3号楼水管爆裂");
        assertThat(event.get("data").get("severity").asText()).isEqualTo("S1");
        assertThat(event.get("data").get("links").get("acknowledge").asText())
                .isEqualTo("https://caretaker.example.org/a/x");
        assertThat(received.get(0).header("Content-type")).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503})
    void passingTroubleIsTriedAgain(int code) {
        status = code;

        assertThat(send(channel(true), receiver())).isEqualTo(new Delivery.Retry(Duration.ZERO, "status " + code));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410, 301, 302, 307})
    void anAnswerForGoodIsRefused(int code) {
        status = code;
        answerHeaders =
                Map.of("Location", "http://localhost:" + server.getAddress().getPort() + "/elsewhere");

        assertThat(send(channel(true), receiver())).isEqualTo(new Delivery.Refused("status " + code));
        assertThat(received).extracting(Received::path).containsExactly("/hook");
    }

    @Test
    void theWaitingTimeOfTheReceiverIsKeptUpToAnHour() {
        status = 429;
        answerHeaders = Map.of("Retry-After", "17");
        assertThat(send(channel(true), receiver())).isEqualTo(new Delivery.Retry(Duration.ofSeconds(17), "status 429"));

        answerHeaders = Map.of("Retry-After", "999999");
        assertThat(send(channel(true), receiver())).isEqualTo(new Delivery.Retry(Duration.ofHours(1), "status 429"));

        answerHeaders = Map.of("Retry-After", "Tue, 24 Nov 2026 04:00:00 GMT");
        assertThat(send(channel(true), receiver())).isEqualTo(new Delivery.Retry(Duration.ZERO, "status 429"));
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        status = 0;

        Delivery delivery = send(channel(true), receiver());

        assertThat(delivery).isInstanceOf(Delivery.Retry.class);
        assertThat(((Delivery.Retry) delivery).reason())
                .startsWith("no answer: ")
                .doesNotContain("localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:%d/hook",
                "http://127.0.0.1:%d/hook",
                "http://[::1]:%d/hook",
                "http://[::ffff:127.0.0.1]:%d/hook",
                "http://0.0.0.0:%d/hook",
                "https://10.1.2.3:%d/hook",
                "https://169.254.169.254:%d/latest",
                "https://100.64.0.1:%d/hook",
                "https://[fd00::1]:%d/hook",
                "https://[2002:7f00:1::]:%d/hook"
            })
    void privateAddressesAreNotCalledUnlessAllowed(String address) {
        Person person = Night.person(
                "li", "李娜", null, address.formatted(server.getAddress().getPort()));

        assertThat(send(channel(false), person)).isInstanceOf(Delivery.Refused.class);
        assertThat(received).isEmpty();
    }

    @Test
    void plainHttpToAPublicAddressIsRefused() {
        Person person = Night.person("li", "李娜", null, "http://93.184.216.34/hook");

        assertThat(send(channel(true), person)).isInstanceOf(Delivery.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org", "nonsense", "https:///no-host", "https://exa mple"})
    void anAddressThatIsNoneIsRefused(String address) {
        assertThat(send(channel(true), Night.person("li", "李娜", null, address))).isInstanceOf(Delivery.Refused.class);
    }
}
