package io.caretaker.ingest.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.IntakeResult.Outcome;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.tahu.message.model.MetricDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An edge node of the reference implementation, as far as payloads go, against the host. */
class SparkplugHostTest {
    private static final long NOW = Estates.NOW.toEpochMilli();
    private static final Topology TOPOLOGY = topology();

    private record Published(String topic, byte[] payload, int qos, boolean retain) {}

    private final HandJournal journal = HandJournal.atOnce();
    private final KeptLetters letters = new KeptLetters();
    private final TelemetryIntake telemetry = new TelemetryIntake(
            IntakeSettings.defaults(), () -> TOPOLOGY, journal, letters, Estates.CLOCK, new SimpleMeterRegistry());
    private final SparkplugHost host = new SparkplugHost(
            "plant",
            "caretaker",
            telemetry,
            new StatusIntake(journal, telemetry, Estates.CLOCK),
            () -> TOPOLOGY,
            Estates.CLOCK,
            () -> 0,
            new SimpleMeterRegistry());
    private final List<Published> published = new ArrayList<>();

    @BeforeEach
    void connect() {
        host.connecting();
        host.connected((topic, payload, qos, retain) -> published.add(new Published(topic, payload, qos, retain)));
    }

    @Test
    void theHostSaysThatItIsThereAndLeavesAWillOfTheSameTime() {
        assertThat(published)
                .extracting(Published::topic, p -> text(p.payload()), Published::qos, Published::retain)
                .containsExactly(
                        tuple("spBv1.0/STATE/caretaker", "{\"online\":true,\"timestamp\":" + NOW + "}", 1, true));
        assertThat(host.connecting().orElseThrow().topic()).isEqualTo("spBv1.0/STATE/caretaker");
        assertThat(text(host.connecting().orElseThrow().payload()))
                .isEqualTo("{\"online\":false,\"timestamp\":" + NOW + "}");
    }

    @Test
    void anOldWillOfItsOwnIsContradicted() {
        published.clear();

        accept("spBv1.0/STATE/caretaker", "{\"online\": false, \"timestamp\": 1}".getBytes(StandardCharsets.UTF_8));
        accept("spBv1.0/STATE/other", "{\"online\":false,\"timestamp\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(published).extracting(Published::topic).containsExactly("spBv1.0/STATE/caretaker");
    }

    @Test
    void birthsAndDataBecomeReadingsOfTheirDevices() {
        accept("spBv1.0/plant/NBIRTH/edge", Tahu.payload(NOW, 0, Tahu.metric("bdSeq", MetricDataType.Int64, 1L)));
        accept(
                "spBv1.0/plant/DBIRTH/edge/pump",
                Tahu.payload(
                        NOW,
                        1,
                        Tahu.metric("Inputs/Pressure", 1, MetricDataType.Float, 3.0f),
                        Tahu.metric("Inputs/Flow.raw", 2, MetricDataType.Int16, (short) -5),
                        Tahu.metric("Serial", 3, MetricDataType.String, "A-17")));
        accept(
                "spBv1.0/plant/DDATA/edge/pump",
                Tahu.payload(
                        NOW,
                        2,
                        Tahu.aliasedAt(1, MetricDataType.Float, 3.5f, NOW - 2_000),
                        Tahu.aliasedAt(1, MetricDataType.Float, 4.0f, NOW - 1_000)));

        assertThat(readings())
                .extracting(Reading::device, Reading::metric, Reading::value, Reading::timeMicros)
                .containsExactly(
                        tuple("pump", "water_pressure", 300.0, NOW * 1_000),
                        tuple("pump", "water_flow", -5.0, NOW * 1_000),
                        tuple("pump", "water_pressure", 350.0, (NOW - 2_000) * 1_000),
                        tuple("pump", "water_pressure", 400.0, (NOW - 1_000) * 1_000));
        assertThat(statuses()).containsExactly(tuple("edge", true), tuple("pump", true));
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void theDeathOfANodeTakesEverythingBehindItOffline() {
        accept("spBv1.0/plant/NBIRTH/edge", Tahu.payload(NOW, 0, Tahu.metric("bdSeq", MetricDataType.Int64, 1L)));
        accept("spBv1.0/plant/NDEATH/edge", Tahu.death(0));
        accept("spBv1.0/plant/NDEATH/edge", Tahu.death(1));

        assertThat(statuses()).containsExactly(tuple("edge", true), tuple("edge", false), tuple("pump", false));
    }

    @Test
    void aGapSendsARebirthCommand() {
        accept("spBv1.0/plant/NBIRTH/edge", Tahu.payload(NOW, 0, Tahu.metric("bdSeq", MetricDataType.Int64, 1L)));
        published.clear();

        accept("spBv1.0/plant/NDATA/edge", Tahu.payload(NOW, 5));
        accept("spBv1.0/plant/NDATA/edge", Tahu.payload(NOW, 9));

        assertThat(published)
                .extracting(Published::topic, Published::qos, Published::retain)
                .containsExactly(tuple("spBv1.0/plant/NCMD/edge", 0, false));
    }

    @Test
    void strangersAreToldOnceAndUnreadablePayloadsAlways() {
        for (int i = 0; i < 3; i++) {
            accept("spBv1.0/plant/NBIRTH/other", new byte[] {1});
            accept("spBv1.0/plant/NBIRTH/edge", new byte[] {1});
        }

        assertThat(letters.reasons())
                .containsExactly(
                        RejectReason.UNKNOWN_DEVICE,
                        RejectReason.MALFORMED,
                        RejectReason.MALFORMED,
                        RejectReason.MALFORMED);
        assertThat(letters.all().get(0).value()).isEqualTo("plant/other");
    }

    @Test
    void aBirthWithoutAnyMetricOfTheProfileIsADeadLetterAndDataWithoutOneIsNot() {
        accept("spBv1.0/plant/NBIRTH/edge", Tahu.payload(NOW, 0, Tahu.metric("bdSeq", MetricDataType.Int64, 1L)));
        accept(
                "spBv1.0/plant/DBIRTH/edge/pump",
                Tahu.payload(NOW, 1, Tahu.metric("Serial", 3, MetricDataType.String, "A-17")));
        accept("spBv1.0/plant/DDATA/edge/pump", Tahu.payload(NOW, 2, Tahu.aliased(3, MetricDataType.String, "A-18")));

        assertThat(letters.all())
                .extracting(l -> l.reason(), l -> l.value())
                .containsExactly(tuple(RejectReason.UNKNOWN_METRIC, "Serial"));
    }

    @Test
    void aFullJournalIsAnsweredAsUnavailable() {
        accept("spBv1.0/plant/NBIRTH/edge", Tahu.payload(NOW, 0, Tahu.metric("bdSeq", MetricDataType.Int64, 1L)));
        journal.full(true);

        IntakeResult result = accept(
                "spBv1.0/plant/DBIRTH/edge/pump",
                Tahu.payload(NOW, 1, Tahu.metric("Inputs/Pressure", 1, MetricDataType.Float, 3.0f)));

        assertThat(result.outcome()).isEqualTo(Outcome.UNAVAILABLE);
    }

    private IntakeResult accept(String topic, byte[] payload) {
        return host.accept(topic, payload).toCompletableFuture().join();
    }

    private List<Reading> readings() {
        return journal.entries(ReadingsReceived.class).stream()
                .flatMap(e -> e.readings().stream())
                .toList();
    }

    private List<org.assertj.core.groups.Tuple> statuses() {
        return journal.entries(DeviceStatusChanged.class).stream()
                .map(s -> tuple(s.device(), s.online()))
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Topology topology() {
        Topology base = Estates.topology();
        Profile pump = new Profile(
                "pump",
                Text.same("Pump"),
                List.of(
                        new MetricSpec("water_pressure", "kPa", 0, 1_600),
                        new MetricSpec("water_flow", "m3/h", -500, 500)),
                "",
                List.of(
                        new FieldMapping("Inputs/Pressure", "water_pressure", "", 100, 0, Map.of()),
                        FieldMapping.plain("Inputs/Flow.raw", "water_flow")));
        return new Topology(
                base.estates(),
                base.assets(),
                List.of(device("edge", "sparkplug:plant/edge"), device("pump", "sparkplug:plant/edge/pump")),
                List.of(pump));
    }

    private static Device device(String id, String address) {
        return new Device(id, "e-1", "pipe-1", "pump", Duration.ofMinutes(5), List.of(address));
    }
}
