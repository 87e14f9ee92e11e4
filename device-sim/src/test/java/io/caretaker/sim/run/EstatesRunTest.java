package io.caretaker.sim.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.model.InvalidValue;
import io.caretaker.sim.FakeService;
import io.caretaker.sim.api.ApiRefusal;
import io.caretaker.sim.api.CaretakerClient;
import io.caretaker.sim.clock.Pace;
import io.caretaker.sim.estate.EstateBuilder;
import io.caretaker.sim.fault.TruthLog;
import io.caretaker.sim.mqtt.BrokerAddress;
import io.caretaker.sim.mqtt.MqttFleet;
import io.caretaker.sim.run.EstatesOptions.ScriptName;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EstatesRunTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final ObjectMapper json = new ObjectMapper();
    private final StringWriter truth = new StringWriter();
    private final List<String> progress = new ArrayList<>();
    private FakeService service;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void everythingDueIsAcknowledgedBeforeTheClockMoves() throws Exception {
        run(options(Duration.ofHours(1), Duration.ofMinutes(30), ScriptName.NONE), FakeService.ADMIN);

        assertThat(service.ticks).startsWith("2026-11-24T09:00:00Z", "2026-11-24T09:01:00Z");
        assertThat(service.ticks).endsWith("2026-11-24T10:29:00Z", "2026-11-24T10:30:00Z");
        assertThat(service.registry.path("devices")).hasSize(200);
        assertThat(service.telemetry).hasSizeGreaterThan(1_000);
        assertThat(service.topics).allMatch(t -> t.matches("caretaker/v1/osmanthus-garden/d-e01-[^/]+/telemetry"));
    }

    @Test
    void whatWasNotAcknowledgedIsSentAgainAfterTheConnectionBroke() throws Exception {
        AtomicInteger cuts = new AtomicInteger();
        service.cut = m -> cuts.incrementAndGet() % 97 == 0;

        run(options(Duration.ofHours(1), Duration.ZERO, ScriptName.NONE), FakeService.ADMIN);
        List<JsonNode> withCuts = List.copyOf(service.telemetry);
        assertThat(cuts).hasValueGreaterThan(97);
        stop();
        start();
        run(options(Duration.ofHours(1), Duration.ZERO, ScriptName.NONE), FakeService.ADMIN);

        assertThat(withCuts).containsAll(service.telemetry);
    }

    @Test
    void aBusyServiceIsAskedAgain() throws Exception {
        service.busyAnswers.set(5);

        run(options(Duration.ofMinutes(15), Duration.ZERO, ScriptName.NONE), FakeService.ADMIN);

        assertThat(service.busyAnswers).hasValue(0);
        assertThat(service.ticks).hasSize(16);
    }

    @Test
    void aWrongAdministratorTokenIsReportedWithTheRequest() {
        assertThatThrownBy(() -> run(options(Duration.ZERO, Duration.ofMinutes(1), ScriptName.NONE), "wrong"))
                .isInstanceOf(ApiRefusal.class)
                .hasMessageContaining("/api/v1/registry was answered with 401: not signed in");
    }

    @Test
    void theDemoBreaksFiveThingsInFiveMinutesAndWritesThemDown() throws Exception {
        run(options(Duration.ZERO, Duration.ofMinutes(5), ScriptName.DEMO), FakeService.ADMIN);

        List<JsonNode> records = records();
        assertThat(records)
                .extracting(r -> r.path("rootCause").asText())
                .containsExactly(
                        "dispenser-filter-exhausted",
                        "lamp-out",
                        "pipe-burst",
                        "light-cabinet-outage",
                        "fire-main-low-pressure");
        assertThat(records).allSatisfy(r -> {
            assertThat(r.path("end").isNull()).isTrue();
            assertThat(Instant.parse(r.path("detectableFrom").asText()))
                    .isAfterOrEqualTo(Instant.parse(r.path("start").asText()));
        });
    }

    @Test
    void aCrewTravelsWorksAndEndsTheFault() throws Exception {
        EstatesOptions options = options(Duration.ZERO, Duration.ofMinutes(90), ScriptName.DEMO);
        ObjectNode task = json.createObjectNode();
        task.put("id", "task-1").put("incident", "i1").put("asset", "e01-pz1").put("faultType", "pipe-burst");
        task.put("severity", "S1").put("state", "ASSIGNED").put("crew", "crew-pipes-1");
        service.tasks.put("task-1", task);

        run(options, FakeService.ADMIN);

        assertThat(service.actions).hasSize(3);
        assertThat(service.actions.get(0)).endsWith("10:02:00Z task-1 accept");
        assertThat(service.actions.get(1)).endsWith("10:18:00Z task-1 start");
        assertThat(service.actions.get(2)).endsWith("11:02:00Z task-1 done");
        List<JsonNode> bursts = records().stream()
                .filter(r -> r.path("faultId").asText().endsWith("-pipe-burst"))
                .toList();
        String zone = bursts.get(0).path("assetId").asText().substring(0, 7);
        assertThat(bursts).hasSize(zone.equals("e01-pz1") ? 2 : 1);
    }

    @Test
    void aKnownDeviceWithoutItsTokenIsExplained() {
        TokenFile tokens = new TokenFile(Optional.empty());

        assertThatThrownBy(() -> tokens.credentials(new EstateBuilder(1).build(1), Map.of()))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("--tokens");
    }

    private void run(EstatesOptions options, String token) throws Exception {
        CaretakerClient api = new CaretakerClient(service.api(), token, nanos -> {});
        try (MqttFleet fleet = new MqttFleet(new BrokerAddress("localhost", service.mqttPort()))) {
            new EstatesRun(
                            options,
                            api,
                            fleet,
                            new TokenFile(Optional.empty()),
                            new Pace(Pace.MAX, () -> 0, nanos -> {}),
                            new TruthLog(truth),
                            progress::add)
                    .run();
        }
    }

    private static EstatesOptions options(Duration history, Duration duration, ScriptName script) {
        return new EstatesOptions(
                1, 7, START, history, Optional.of(duration), Duration.ofSeconds(60), true, true, script);
    }

    private List<JsonNode> records() throws Exception {
        List<JsonNode> records = new ArrayList<>();
        for (String line : truth.toString().lines().toList()) {
            records.add(json.readTree(line));
        }
        return records;
    }
}
