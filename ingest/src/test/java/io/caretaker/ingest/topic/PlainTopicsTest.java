package io.caretaker.ingest.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.intake.IntakeResult;
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
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Payloads as the makers' firmware publishes them. */
class PlainTopicsTest {
    private static final Topology TOPOLOGY = topology();

    private final HandJournal journal = HandJournal.atOnce();
    private final KeptLetters letters = new KeptLetters();
    private final TelemetryIntake telemetry = new TelemetryIntake(
            IntakeSettings.defaults(), () -> TOPOLOGY, journal, letters, Estates.CLOCK, new SimpleMeterRegistry());
    private final PlainTopics topics = new PlainTopics(
            telemetry, new StatusIntake(journal, telemetry, Estates.CLOCK), () -> TOPOLOGY, CodecLimits.defaults());

    @Test
    void aBareNumberIsTheFieldValue() {
        assertThat(accept("building-3/pump-room/pressure", "3.12").accepted()).isEqualTo(1);

        assertThat(readings())
                .extracting(Reading::device, Reading::metric, Reading::value)
                .containsExactly(tuple("gauge", "water_pressure", 312.0));
    }

    @Test
    void aBareWordIsMadeANumber() {
        accept("hall/door/contact", "OPEN");
        accept("hall/door/contact", "\"CLOSED\"");

        assertThat(readings())
                .extracting(Reading::metric, Reading::value)
                .containsExactly(tuple("cabinet_door_open", 1.0), tuple("cabinet_door_open", 0.0));
    }

    @Test
    void shellyPublishesATopicAValue() {
        accept("shellies/shellyem-B9E2/emeter/0/power", "58.41");
        accept("shellies/shellyem-B9E2/emeter/0/voltage", "231.06");

        assertThat(readings())
                .extracting(Reading::metric, Reading::value)
                .containsExactly(tuple("lamp_power", 58.41), tuple("lamp_voltage", 231.06));
    }

    @Test
    void tasmotaPublishesAnObjectOfItsOwn() {
        accept(
                "tele/tasmota_4F12/SENSOR",
                "{\"Time\":\"2026-11-24T11:12:00\",\"ENERGY\":{\"TotalStartTime\":\"2026-01-01T00:00:00\","
                        + "\"Total\":3.185,\"Power\":61,\"Factor\":0.98,\"Voltage\":229},\"TempUnit\":\"C\"}");

        assertThat(readings())
                .extracting(Reading::device, Reading::metric, Reading::value)
                .containsExactly(tuple("tasmota", "lamp_power", 61.0), tuple("tasmota", "lamp_voltage", 229.0));
        assertThat(readings().get(0).timeMicros())
                .as("its clock has no zone: the time is that of arrival")
                .isEqualTo(Estates.NOW.getEpochSecond() * 1_000_000);
    }

    @Test
    void zigbee2MqttFieldsNamedAsMetricsNeedNoMapping() {
        accept(
                "zigbee2mqtt/Treppenhaus 3",
                "{\"battery\":97,\"lamp_power\":12.5,\"linkquality\":83,\"update\":{\"state\":\"idle\"}}");

        assertThat(readings()).extracting(Reading::metric, Reading::value).containsExactly(tuple("lamp_power", 12.5));
    }

    @Test
    void onlineAndOfflineAreTheStatus() {
        accept("tele/tasmota_4F12/LWT", "Offline");
        accept("tele/tasmota_4F12/LWT", "Online");

        assertThat(journal.entries(DeviceStatusChanged.class))
                .extracting(DeviceStatusChanged::device, DeviceStatusChanged::online)
                .containsExactly(tuple("tasmota", false), tuple("tasmota", true));
    }

    @Test
    void whatCannotBeReadIsADeadLetterThatSaysWhy() {
        accept("building-3/pump-room/pressure", "broken");
        accept("building-3/pump-room/pressure", "{\"p\":1");
        accept("building-3/pump-room/pressure", "");
        accept("building-3/pump-room/pressure", "1e999999");
        accept("tele/tasmota_4F12/SENSOR", "{\"AM2301\":{\"Temperature\":21.5}}");

        assertThat(letters.all())
                .extracting(l -> l.reason(), l -> l.field(), l -> l.value())
                .containsExactly(
                        tuple(RejectReason.VALUE, "value", "broken"),
                        tuple(RejectReason.MALFORMED, "payload", ""),
                        tuple(RejectReason.MALFORMED, "payload", ""),
                        tuple(RejectReason.VALUE, "value", "1e999999"),
                        tuple(RejectReason.UNKNOWN_METRIC, "fields", "AM2301.Temperature"));
        assertThat(letters.all().get(4).source()).isEqualTo("tasmota");
        assertThat(journal.entries()).isEmpty();
    }

    @Test
    void onlyAddressesOfDevicesAreTaken() {
        assertThat(topics.takes("hall/door/contact")).isTrue();
        assertThat(topics.takes("hall/door/contact/")).isFalse();
        assertThat(topics.takes("hall/+/contact")).isFalse();
        assertThat(topics.takes("$SYS/broker/uptime")).isFalse();
    }

    @Property
    void anyPayloadHasAnAnswer(@ForAll byte[] payload) {
        assertThat(topics.accept("tele/tasmota_4F12/SENSOR", payload).toCompletableFuture())
                .isCompleted();
    }

    private IntakeResult accept(String topic, String payload) {
        return topics.accept(topic, payload.getBytes(StandardCharsets.UTF_8))
                .toCompletableFuture()
                .join();
    }

    private List<Reading> readings() {
        return journal.entries(ReadingsReceived.class).stream()
                .flatMap(e -> e.readings().stream())
                .toList();
    }

    private static Topology topology() {
        Topology base = Estates.topology();
        Profile gauge = new Profile(
                "gauge",
                Text.same("Gauge in bar"),
                List.of(new MetricSpec("water_pressure", "kPa", 0, 1_600)),
                "",
                List.of(new FieldMapping("value", "water_pressure", "", 100, 0, Map.of())));
        Profile contact = new Profile(
                "contact",
                Text.same("Contact"),
                List.of(new MetricSpec("cabinet_door_open", "1", 0, 1)),
                "",
                List.of(new FieldMapping("value", "cabinet_door_open", "", 1, 0, Map.of("OPEN", 1.0, "CLOSED", 0.0))));
        Profile meter = new Profile(
                "meter",
                Text.same("Meter"),
                List.of(new MetricSpec("lamp_power", "W", 0, 5_000), new MetricSpec("lamp_voltage", "V", 0, 500)),
                "",
                List.of(
                        FieldMapping.plain("ENERGY.Power", "lamp_power"),
                        FieldMapping.plain("ENERGY.Voltage", "lamp_voltage"),
                        FieldMapping.plain("power", "lamp_power"),
                        FieldMapping.plain("voltage", "lamp_voltage")));
        return new Topology(
                base.estates(),
                base.assets(),
                List.of(
                        device("gauge", "gauge", "topic:building-3/pump-room/pressure"),
                        device("door", "contact", "topic:hall/door/contact"),
                        device("tasmota", "meter", "topic:tele/tasmota_4F12/SENSOR", "topic:tele/tasmota_4F12/LWT"),
                        device("zigbee", "meter", "topic:zigbee2mqtt/Treppenhaus 3"),
                        device(
                                "shelly",
                                "meter",
                                "topic:shellies/shellyem-B9E2/emeter/0/power",
                                "topic:shellies/shellyem-B9E2/emeter/0/voltage")),
                List.of(gauge, contact, meter));
    }

    private static Device device(String id, String profile, String... addresses) {
        return new Device(id, "e-1", "pipe-1", profile, Duration.ofMinutes(5), List.of(addresses));
    }
}
