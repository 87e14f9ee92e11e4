package io.caretaker.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.IntakeResult.Outcome;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BrokerIntakeTest {
    private static final Topology TOPOLOGY = Estates.topology("p-1");

    private final HandJournal journal = HandJournal.atOnce();
    private final KeptLetters letters = new KeptLetters();
    private final TelemetryIntake telemetry = new TelemetryIntake(
            IntakeSettings.defaults(), () -> TOPOLOGY, journal, letters, Estates.CLOCK, new SimpleMeterRegistry());
    private final Heard heard = new Heard();
    private final BrokerIntake broker =
            new BrokerIntake(telemetry, new StatusIntake(journal, telemetry, Estates.CLOCK), () -> TOPOLOGY, heard);

    @Test
    void theTopicNamesTheDevice() {
        assertThat(accept(Endpoint.TELEMETRY, Endpoint.GOOD).accepted()).isEqualTo(1);
        assertThat(accept(Endpoint.STATUS, "offline").outcome()).isEqualTo(Outcome.ACCEPTED);

        assertThat(journal.entries(ReadingsReceived.class))
                .extracting(ReadingsReceived::device)
                .containsExactly("p-1");
        assertThat(journal.entries(DeviceStatusChanged.class))
                .extracting(DeviceStatusChanged::online)
                .containsExactly(false);
    }

    @Test
    void otherTopicsDevicesAndEstatesBecomeDeadLetters() {
        accept("caretaker/v1/bridge", "x");
        accept("caretaker/v1/e-1/p-9/telemetry", Endpoint.GOOD);
        accept("caretaker/v1/e-2/p-1/telemetry", Endpoint.GOOD);
        accept("caretaker/v1/e-1/p-1/command/results", "x");
        accept("caretaker/v1/e-1/p-1/command/result", "x");

        assertThat(journal.entries()).isEmpty();
        assertThat(letters.reasons())
                .containsExactly(
                        RejectReason.TOPIC,
                        RejectReason.UNKNOWN_DEVICE,
                        RejectReason.UNKNOWN_DEVICE,
                        RejectReason.TOPIC,
                        RejectReason.STATUS);
        assertThat(heard.answers).isEmpty();
    }

    @Test
    void whatTheServicePublishedItselfIsNoNews() {
        assertThat(accept("caretaker/v1/e-1/p-1/command", "{}").outcome()).isEqualTo(Outcome.ACCEPTED);

        assertThat(letters.reasons()).isEmpty();
        assertThat(heard.brokers).isEmpty();
    }

    @Test
    void answersToCommandsComeByTheirTopicOrInAStatus() {
        accept("caretaker/v1/e-1/p-1/command/result", "{\"id\":\"c-1\",\"result\":\"acknowledged\"}");
        accept(
                Endpoint.STATUS,
                "{\"online\":true,\"command\":{\"id\":\"c-2\",\"result\":\"failed\",\"reason\":\"stuck\"}}");
        accept(Endpoint.STATUS, "{\"id\":\"c-3\",\"result\":\"executed\"}");
        accept(Endpoint.STATUS, "{\"online\":true,\"id\":7}");

        assertThat(heard.answers)
                .containsExactly(
                        new CommandResult("c-1", CommandResult.Outcome.ACKNOWLEDGED, ""),
                        new CommandResult("c-2", CommandResult.Outcome.FAILED, "stuck"),
                        new CommandResult("c-3", CommandResult.Outcome.EXECUTED, ""));
        assertThat(heard.back).isEqualTo(2);
        assertThat(heard.brokers).containsOnly("plant");
        assertThat(letters.reasons()).isEmpty();
        assertThat(journal.entries(DeviceStatusChanged.class))
                .extracting(DeviceStatusChanged::online)
                .containsExactly(true, true, true);
    }

    @Property
    void anyTopicAndPayloadHasAnAnswer(@ForAll String topic, @ForAll byte[] payload) {
        assertThat(broker.accept(topic, payload).toCompletableFuture()).isCompleted();
        assertThat(broker.accept(Endpoint.TELEMETRY, payload).toCompletableFuture())
                .isCompleted();
        assertThat(broker.accept(Endpoint.STATUS, payload).toCompletableFuture())
                .isCompleted();
    }

    private IntakeResult accept(String topic, String payload) {
        return broker.accept("plant", topic, payload.getBytes(StandardCharsets.UTF_8))
                .toCompletableFuture()
                .join();
    }

    private static final class Heard implements BrokerTraffic {
        private final List<String> brokers = new ArrayList<>();
        private final List<CommandResult> answers = new ArrayList<>();
        private int back;

        @Override
        public void heard(String device, String broker) {
            brokers.add(broker);
        }

        @Override
        public void back(String device) {
            back++;
        }

        @Override
        public void answered(String device, CommandResult result) {
            answers.add(result);
        }
    }
}
