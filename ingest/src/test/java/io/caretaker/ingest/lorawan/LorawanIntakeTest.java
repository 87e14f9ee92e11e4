package io.caretaker.ingest.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.IntakeResult.Outcome;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.ingest.lorawan.codec.CodecEngine;
import io.caretaker.ingest.lorawan.codec.SandboxLimits;
import io.caretaker.ingest.lorawan.codec.Scripts;
import io.caretaker.ingest.lorawan.library.CodecDraft;
import io.caretaker.ingest.lorawan.library.CodecLibrary;
import io.caretaker.ingest.lorawan.library.StoredInMemory;
import io.caretaker.ingest.lorawan.library.UplinkSample;
import io.caretaker.model.Text;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LorawanIntakeTest {
    private static final CodecEngine ENGINE = new CodecEngine(SandboxLimits.defaults(), System::nanoTime);
    private static final byte[] WARM = {1, 0, 50};
    private static final String OWN = "{\"temperature\":7.5}";

    private final HandJournal journal = HandJournal.atOnce();
    private final KeptLetters letters = new KeptLetters();
    private final StoredInMemory stored = new StoredInMemory();
    private final CodecLibrary codecs = new CodecLibrary(stored, ENGINE);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecodeLanes lanes = new DecodeLanes(2, meters);
    private final List<String> heard = new ArrayList<>();
    private String codec = "weather";

    private final RadioListener radio = new RadioListener() {
        @Override
        public void uplink(String device, double rssiDbm, double snrDb, int spreadingFactor, long timeMicros) {
            heard.add(device + " " + rssiDbm + " " + snrDb + " SF" + spreadingFactor);
        }

        @Override
        public void battery(String device, double percent) {
            heard.add(device + " " + percent + " %");
        }

        @Override
        public void missed(String device, long missing, long timeMicros) {
            heard.add(device + " missed " + missing);
        }

        @Override
        public void joined(String device, long timeMicros) {
            heard.add(device + " joined");
        }
    };

    private final LorawanIntake intake = new LorawanIntake(
            new TelemetryIntake(IntakeSettings.defaults(), this::topology, journal, letters, Estates.CLOCK, meters),
            this::topology,
            codecs,
            stored,
            radio,
            lanes,
            Estates.CLOCK,
            DownlinkListener.NONE,
            meters);
    private final LorawanTopics topics = new LorawanTopics(intake, this::topology, DownlinkListener.NONE);

    @AfterEach
    void close() {
        lanes.close();
        codecs.close();
    }

    @AfterAll
    static void closeEngine() {
        ENGINE.close();
    }

    @Test
    void anUplinkBecomesReadingsByTheCodecOfTheProfile() {
        put("weather", Scripts.WEATHER);

        IntakeResult result = chirpstack("a", 1, WARM, OWN);

        assertThat(result.accepted()).isEqualTo(1);
        Reading reading = readings().get(0);
        assertThat(reading.metric()).isEqualTo("water_temperature");
        assertThat(reading.value())
                .as("5.0 of the codec, not 7.5 of the network server")
                .isEqualTo(5);
        assertThat(Times.instant(reading.timeMicros())).isEqualTo(Instant.parse("2026-11-24T03:11:58.775023Z"));
        assertThat(heard).containsExactly("sensor -36.0 10.5 SF11");
    }

    @Test
    void withoutACodecTheNetworkServersFieldsCount() {
        codec = "";

        assertThat(chirpstack("a", 1, WARM, OWN).accepted()).isEqualTo(1);
        assertThat(ttn(2, WARM, OWN).accepted()).isEqualTo(1);

        assertThat(readings()).extracting(Reading::value).containsExactly(7.5, 7.5);
        assertThat(heard).contains("sensor 91.5 %");
    }

    @Test
    void wordsBecomeNumbersByTheMapping() {
        put("weather", Scripts.WEATHER);

        chirpstack("a", 1, new byte[] {3, 1}, "");

        assertThat(readings())
                .extracting(Reading::metric, Reading::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("valve_open", 1.0));
    }

    @Test
    void whatACodecCannotDecodeIsADeadLetterWithItsReason() {
        put("weather", Scripts.doing("throw new Error('frame too short')"));

        IntakeResult thrown = chirpstack("a", 1, WARM, OWN);
        put("weather", Scripts.returning("{ errors: ['unknown frame'] }"));
        IntakeResult reported = chirpstack("b", 2, WARM, OWN);
        codec = "nowhere";
        IntakeResult missing = chirpstack("c", 3, WARM, OWN);
        codec = "";
        IntakeResult none = chirpstack("d", 4, WARM, "");

        assertThat(List.of(thrown, reported, missing, none))
                .extracting(IntakeResult::outcome)
                .containsOnly(Outcome.REJECTED);
        assertThat(letters.reasons()).containsOnly(RejectReason.CODEC).hasSize(4);
        assertThat(letters.all().get(0).value()).contains("frame too short");
        assertThat(letters.all().get(0).field()).isEqualTo("codec weather on port 2");
        assertThat(letters.all().get(1).value()).isEqualTo("unknown frame");
        assertThat(letters.all().get(2).expected()).contains("a stored codec");
        assertThat(codecs.health("weather").failed()).isEqualTo(2);
        assertThat(readings()).isEmpty();
    }

    @Test
    void aDeviceThatNobodyRegisteredIsADeadLetterThatNamesTheAddress() {
        String message =
                NetworkMessages.chirpstackUp("a", 1, WARM, OWN).replace(NetworkMessages.EUI, "00000000000000ff");

        assertThat(take(accept("application/7/device/00000000000000ff/event/up", message))
                        .outcome())
                .isEqualTo(Outcome.REJECTED);
        assertThat(letters.all().get(0).expected()).contains("lorawan:00000000000000ff");
    }

    @Test
    void theSameUplinkCountsOnceWhateverWayItComes() {
        codec = "";
        chirpstack("a", 1, WARM, OWN);
        IntakeResult again = chirpstack("a", 1, WARM, OWN);
        IntakeResult renamed = chirpstack("b", 1, WARM, OWN);

        assertThat(List.of(again, renamed)).extracting(IntakeResult::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(readings()).hasSize(1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void afterAJoinTheCounterStartsAgain() {
        codec = "";
        String first = NetworkMessages.chirpstackUp("a", 1, WARM, OWN);

        take(accept(UP, first));
        take(accept("application/7/device/x/event/join", NetworkMessages.chirpstackJoin()));
        take(accept(UP, first.replace("\"a\"", "\"b\"").replace("00189440", "0189f3b1")));

        assertThat(readings()).hasSize(2);
        assertThat(heard).contains("sensor joined").noneMatch(h -> h.contains("missed"));
    }

    @Test
    void aDeviceThatStartsItsCounterAnewWithoutAJoinIsNoDuplicate() {
        codec = "";
        take(accept(UP, NetworkMessages.chirpstackUp("a", 1, WARM, OWN)));
        take(accept(UP, NetworkMessages.chirpstackUp("b", 900, WARM, OWN).replace("03:11:58", "03:11:00")));
        take(accept(UP, NetworkMessages.chirpstackUp("c", 1, WARM, OWN).replace("03:11:58", "02:01:00")));

        assertThat(readings()).hasSize(3);
        assertThat(heard).containsOnlyOnce("sensor missed 898");
    }

    @Test
    void anUplinkThatCouldNotBeJournaledCountsWhenItComesAgain() {
        codec = "";
        journal.full(true);
        IntakeResult first = chirpstack("a", 1, WARM, OWN);
        journal.full(false);
        IntakeResult second = chirpstack("a", 1, WARM, OWN);

        assertThat(first.outcome()).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(second.accepted()).isEqualTo(1);
    }

    @Test
    void theAnswerWaitsForTheDisk() throws InterruptedException {
        codec = "";
        journal.durableAtOnce(false);
        CompletionStage<IntakeResult> answer = accept(UP, NetworkMessages.chirpstackUp("a", 1, WARM, OWN));
        CompletionStage<IntakeResult> copy = accept(UP, NetworkMessages.chirpstackUp("a", 1, WARM, OWN));
        awaitOneEntry();

        assertThat(answer.toCompletableFuture()).isNotDone();
        assertThat(copy.toCompletableFuture())
                .as("the copy is no more durable than the first")
                .isNotDone();
        journal.sync();

        assertThat(take(answer).accepted()).isEqualTo(1);
        assertThat(take(copy).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void rawPayloadsAreKeptWhateverTheCodecSays() {
        codec = "nowhere";

        chirpstack("a", 6, WARM, OWN);

        assertThat(stored.of(List.of("sensor")))
                .extracting(UplinkSample::fCnt, UplinkSample::fPort)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(6L, 2));
        assertThat(stored.of(List.of("sensor")).get(0).payload()).isEqualTo(WARM);
    }

    @Test
    void aStatusTellsTheBatteryAndBecomesAReadingWhereTheProfileHasAPlaceForIt() {
        IntakeResult result = take(accept(
                "application/7/device/x/event/status", NetworkMessages.chirpstackStatus("\"batteryLevel\":75.5,")));

        assertThat(result.accepted()).isEqualTo(1);
        assertThat(heard).containsExactly("sensor 75.5 %");
        assertThat(readings().get(0).metric()).isEqualTo("battery_level");
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void framesWithoutAPayloadAndOtherEventsAreFine() {
        assertThat(chirpstack("a", 1, new byte[0], "").outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(take(accept("application/7/device/x/event/log", "{}")).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(journal.entries()).isEmpty();
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void topicsOfNetworkServersAreToldFromOthers() {
        assertThat(topics.takes(UP)).isTrue();
        assertThat(topics.takes("eu868/application/7/device/x/event/up")).isTrue();
        assertThat(topics.takes("v3/water@estate/devices/pump-room/up")).isTrue();
        assertThat(topics.takes("v3/water@estate/devices/pump-room/down/sent")).isTrue();
        assertThat(topics.takes("application/7/device/x/command/down")).isFalse();
        assertThat(topics.takes("caretaker/v1/e-1/d-1/telemetry")).isFalse();
    }

    private void awaitOneEntry() throws InterruptedException {
        synchronized (journal) {
            while (journal.waiting() == 0) {
                journal.wait(10_000);
            }
        }
    }

    private static final String UP = "application/17c82e96/device/24e124136b320000/event/up";

    private IntakeResult chirpstack(String id, long fCnt, byte[] payload, String object) {
        return take(accept(UP, NetworkMessages.chirpstackUp(id, fCnt, payload, object)));
    }

    private IntakeResult ttn(long fCnt, byte[] payload, String decoded) {
        return take(accept("v3/water@estate/devices/pump-room/up", NetworkMessages.ttnUp(fCnt, payload, decoded)));
    }

    private CompletionStage<IntakeResult> accept(String topic, String message) {
        assertThat(topics.takes(topic)).isTrue();
        return topics.accept(topic, message.getBytes(StandardCharsets.UTF_8));
    }

    private static IntakeResult take(CompletionStage<IntakeResult> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private List<Reading> readings() {
        return journal.entries(ReadingsReceived.class).stream()
                .flatMap(e -> e.readings().stream())
                .toList();
    }

    private void put(String id, String source) {
        codecs.put(new CodecDraft(id, source, "engineer", "", 0));
    }

    private Topology topology() {
        Topology base = Estates.topology();
        Profile profile = new Profile(
                "weather",
                Text.same("Weather"),
                List.of(
                        new MetricSpec("water_temperature", "Cel", -40, 100),
                        new MetricSpec("valve_open", "1", 0, 1),
                        new MetricSpec("battery_level", "%", 0, 100)),
                codec,
                List.of(
                        FieldMapping.plain("temperature", "water_temperature"),
                        new FieldMapping("door", "valve_open", "", 1, 0, Map.of("open", 1.0, "closed", 0.0)),
                        FieldMapping.plain("batteryLevel", "battery_level")));
        Device device = new Device(
                "sensor",
                "e-1",
                "pipe-1",
                "weather",
                Duration.ofMinutes(10),
                List.of("lorawan:" + NetworkMessages.EUI));
        return new Topology(base.estates(), base.assets(), List.of(device), List.of(profile));
    }
}
