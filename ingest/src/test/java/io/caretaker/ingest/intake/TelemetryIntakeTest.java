package io.caretaker.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.DeadLetter;
import io.caretaker.ingest.deadletter.DeadLetters;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.IntakeResult.Outcome;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.model.Times;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TelemetryIntakeTest {
    private static final long NOW = Times.micros(Estates.NOW);

    private final HandJournal journal = new HandJournal();
    private final KeptLetters letters = new KeptLetters();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TelemetryIntake intake = new TelemetryIntake(
            IntakeSettings.defaults(), () -> Estates.topology("p-1", "p-2"), journal, letters, Estates.CLOCK, meters);

    @Test
    void acceptedOnlyWhenDurable() {
        CompletableFuture<IntakeResult> result = send("{\"metric\":\"water_pressure\",\"value\":312.5}");
        assertThat(result).isNotDone();

        journal.sync();

        assertThat(result.join().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(journal.entries())
                .containsExactly(
                        new ReadingsReceived("p-1", NOW, List.of(Reading.good("p-1", "water_pressure", NOW, 312.5))));
        assertThat(count("caretaker.ingest.readings", "accepted")).isEqualTo(1);
    }

    @Test
    void unknownMetricIsRejectedNamingTheKnown() {
        Rejection rejection = onlyRejection("{\"metric\":\"water_presure\",\"value\":1}");

        assertThat(rejection.field()).isEqualTo("metric");
        assertThat(rejection.value()).isEqualTo("water_presure");
        assertThat(rejection.expected()).isEqualTo("one of water_pressure, water_flow");
        assertThat(count("caretaker.ingest.rejected", "unknown_metric")).isEqualTo(1);
    }

    @Test
    void knownUnitIsConvertedAndAnotherQuantityRejected() {
        journal.durableAtOnce(true);
        send("{\"metric\":\"water_pressure\",\"value\":3.2,\"unit\":\"bar\"}");

        assertThat(readings()).extracting(Reading::value).containsExactly(320.0);
        assertThat(onlyRejection("{\"metric\":\"water_pressure\",\"value\":3,\"unit\":\"Cel\"}"))
                .extracting(Rejection::reason, Rejection::field, Rejection::value, Rejection::expected)
                .containsExactly(RejectReason.UNIT, "unit", "Cel", "kPa or a unit convertible to it");
    }

    @Test
    void valueTooLargeForADoubleIsRejected() {
        assertThat(onlyRejection("{\"metric\":\"water_pressure\",\"value\":1e999}")
                        .reason())
                .isEqualTo(RejectReason.VALUE);
    }

    @Test
    void implausibleValueIsKeptAsBad() {
        journal.durableAtOnce(true);
        IntakeResult result =
                send("{\"metric\":\"water_pressure\",\"value\":-40}").join();

        assertThat(result.flagged()).containsExactly(new Flag(0, FlagReason.OUT_OF_RANGE));
        assertThat(readings())
                .containsExactly(new Reading("p-1", "water_pressure", NOW, -40, Quality.BAD, "OUT_OF_RANGE"));
        assertThat(count("caretaker.ingest.flagged", "out_of_range")).isEqualTo(1);
    }

    @Test
    void clockAheadIsForgivenFlaggedOrRejected() {
        journal.durableAtOnce(true);
        send(at("2026-11-24T03:13:59Z"));
        send(at("2026-11-24T03:14:01Z"));
        Rejection rejection = onlyRejection(at("2027-11-24T03:12:00Z"));

        assertThat(readings())
                .extracting(Reading::timeMicros, Reading::quality, Reading::reason)
                .containsExactly(tuple(NOW + 119_000_000, Quality.GOOD, ""), tuple(NOW, Quality.SUSPECT, "FUTURE"));
        assertThat(rejection.reason()).isEqualTo(RejectReason.FUTURE);
        assertThat(rejection.expected()).isEqualTo("a time of 2026-10-25T03:12:00Z to 2026-11-25T03:12:00Z");
    }

    @Test
    void clockAYearBehindIsRejectedWithTheAllowedSpan() {
        assertThat(onlyRejection(at("2025-11-24T03:12:00Z")))
                .extracting(Rejection::reason, Rejection::value, Rejection::expected)
                .containsExactly(
                        RejectReason.TOO_OLD,
                        "2025-11-24T03:12:00Z",
                        "a time of 2026-10-25T03:12:00Z to 2026-11-25T03:12:00Z");
    }

    @Test
    void aDeviceSpeaksOnlyForItself() {
        Rejection rejection =
                onlyRejection("{\"device\":\"p-2\",\"readings\":[{\"metric\":\"water_pressure\",\"value\":1}]}");

        assertThat(rejection.reason()).isEqualTo(RejectReason.OTHER_DEVICE);
        assertThat(rejection.expected()).isEqualTo("the authenticated device, p-1");
    }

    @Test
    void anAdministratorSpeaksForAllDevicesGroupedByDevice() {
        journal.durableAtOnce(true);
        byte[] payload = bytes("""
                [{"device":"p-1","readings":[{"metric":"water_flow","value":1}]},
                 {"device":"p-2","readings":[{"metric":"water_flow","value":2}]},
                 {"device":"p-1","readings":[{"metric":"water_flow","value":3}]},
                 {"device":"p-9","readings":[{"metric":"water_flow","value":4}]}]""");
        IntakeResult result = intake.accept(new Submission(
                        Protocol.HTTP,
                        Submission.ANY_DEVICE,
                        "admin",
                        "/api/v1/telemetry",
                        PayloadFormat.JSON,
                        payload,
                        0,
                        payload.length))
                .toCompletableFuture()
                .join();

        assertThat(result.accepted()).isEqualTo(3);
        assertThat(result.rejected())
                .extracting(Rejection::index, Rejection::reason)
                .containsExactly(tuple(3, RejectReason.UNKNOWN_DEVICE));
        assertThat(journal.entries(ReadingsReceived.class))
                .extracting(ReadingsReceived::device, e -> e.readings().size())
                .containsExactly(tuple("p-1", 2), tuple("p-2", 1));
    }

    @Test
    void malformedPayloadBecomesADeadLetterBeforeTheAnswer() {
        CompletableFuture<DeadLetters.Outcome> disk = new CompletableFuture<>();
        letters.answerWith(disk);
        CompletableFuture<IntakeResult> result = send("{broken");
        assertThat(result).isNotDone();

        disk.complete(DeadLetters.Outcome.STORED);

        assertThat(result.join().outcome()).isEqualTo(Outcome.REJECTED);
        DeadLetter letter = letters.all().get(0);
        assertThat(letter.source()).isEqualTo("p-1");
        assertThat(letter.reason()).isEqualTo(RejectReason.MALFORMED);
        assertThat(letter.excerpt()).isEqualTo("{broken");
        assertThat(letter.size()).isEqualTo(7);
    }

    @Test
    void goodReadingsOfAPartlyBadMessageAreAcceptedAndOneLetterAReasonIsKept() {
        journal.durableAtOnce(true);
        IntakeResult result = send("""
                        {"readings":[{"metric":"water_pressure","value":1},{"metric":"x","value":1},{"metric":"y","value":1},
                          {"metric":"water_flow","value":"many"}]}""").join();

        assertThat(result.accepted()).isEqualTo(1);
        assertThat(result.rejected()).hasSize(3);
        assertThat(letters.all())
                .extracting(DeadLetter::reason, DeadLetter::occurrences)
                .containsExactlyInAnyOrder(tuple(RejectReason.UNKNOWN_METRIC, 2), tuple(RejectReason.VALUE, 1));
    }

    @Test
    void failedJournalIsUnavailableNotAccepted() {
        CompletableFuture<IntakeResult> broken = send("{\"metric\":\"water_flow\",\"value\":1}");
        journal.fail();
        journal.full(true);
        CompletableFuture<IntakeResult> full = send("{\"metric\":\"water_flow\",\"value\":1}");

        assertThat(broken.join().outcome()).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(full.join().outcome()).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(count("caretaker.ingest.readings", "accepted")).isZero();
    }

    @Test
    void deadLettersThatCannotBeWrittenMakeItUnavailable() {
        letters.answerWith(CompletableFuture.failedFuture(new IllegalStateException("disk broke")));

        assertThat(send("{broken").join().outcome()).isEqualTo(Outcome.UNAVAILABLE);
    }

    @Test
    void removedDeviceIsUnknown() {
        assertThat(intake.accept("p-7", PayloadFormat.JSON, bytes("{\"metric\":\"water_flow\",\"value\":1}"))
                        .toCompletableFuture()
                        .join()
                        .rejected())
                .extracting(Rejection::reason)
                .containsExactly(RejectReason.UNKNOWN_DEVICE);
    }

    @Test
    void senmlIsToldFromTelemetryByItsBeginning() {
        assertThat(sniff("[{\"bn\":\"x/\"}]")).isEqualTo(PayloadFormat.SENML_JSON);
        assertThat(sniff(" [ {\"n\":\"x\"}]")).isEqualTo(PayloadFormat.SENML_JSON);
        assertThat(sniff("[{\"metric\":\"x\"}]")).isEqualTo(PayloadFormat.JSON);
        assertThat(sniff("[{\"device\":\"x\"}]")).isEqualTo(PayloadFormat.JSON);
        assertThat(sniff("{\"n\":1}")).isEqualTo(PayloadFormat.JSON);
        assertThat(sniff("")).isEqualTo(PayloadFormat.JSON);
        assertThat(PayloadFormat.sniff(new byte[] {(byte) 0x81, (byte) 0xa0}, 0, 2))
                .isEqualTo(PayloadFormat.SENML_CBOR);
    }

    private Rejection onlyRejection(String payload) {
        CompletableFuture<IntakeResult> answer = send(payload);
        assertThat(answer)
                .as("rejected at once, without the disk of the journal")
                .isCompleted();
        IntakeResult result = answer.join();
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.rejected()).hasSize(1);
        assertThat(letters.reasons()).contains(result.rejected().get(0).reason());
        return result.rejected().get(0);
    }

    private static String at(String time) {
        return "{\"metric\":\"water_pressure\",\"value\":1,\"time\":\"" + time + "\"}";
    }

    private List<Reading> readings() {
        return journal.entries(ReadingsReceived.class).stream()
                .flatMap(e -> e.readings().stream())
                .toList();
    }

    private CompletableFuture<IntakeResult> send(String payload) {
        return intake.accept("p-1", PayloadFormat.JSON, bytes(payload)).toCompletableFuture();
    }

    private double count(String name, String reason) {
        return meters.get(name)
                .tag("protocol", "http")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static PayloadFormat sniff(String payload) {
        return PayloadFormat.sniff(bytes(payload), 0, bytes(payload).length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
