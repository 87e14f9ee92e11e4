package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.broker.TopicIntake;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.StatusReport;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.model.estate.TopologySource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The product's own topics on an MQTT broker that an estate runs itself. The broker authenticated the device; its topic says
 * which one it is. Never blocks; safe for use by several threads.
 */
public final class BrokerIntake implements TopicIntake {
    private static final String SOURCE = "broker";

    private final TelemetryIntake telemetry;
    private final StatusIntake status;
    private final TopologySource topology;
    private final BrokerTraffic commands;

    /** @param commands told where devices were heard and what became of commands */
    public BrokerIntake(
            TelemetryIntake telemetry, StatusIntake status, TopologySource topology, BrokerTraffic commands) {
        this.commands = commands;
        this.telemetry = telemetry;
        this.status = status;
        this.topology = topology;
    }

    @Override
    public boolean takes(String topic) {
        return topic.startsWith(DeviceTopic.PREFIX);
    }

    @Override
    public CompletionStage<IntakeResult> accept(String topic, byte[] payload) {
        return accept("", topic, payload);
    }

    /** A message that is not of a known device becomes a dead letter. */
    @Override
    public CompletionStage<IntakeResult> accept(String broker, String topic, byte[] payload) {
        Optional<DeviceTopic> parsed = DeviceTopic.parse(topic);
        String device = parsed.map(DeviceTopic::device).orElse(SOURCE);
        Submission message = new Submission(
                Protocol.BROKER,
                device,
                device,
                topic,
                PayloadFormat.sniff(payload, 0, payload.length),
                payload,
                0,
                payload.length);
        if (parsed.isEmpty()) {
            return telemetry.refuse(message, Rejection.whole(RejectReason.TOPIC, "topic", topic, DeviceTopic.EXPECTED));
        }
        Optional<String> estate = topology.current().device(device).map(d -> d.estate());
        if (!estate.equals(Optional.of(parsed.get().estate()))) {
            return telemetry.refuse(
                    message,
                    Rejection.whole(
                            RejectReason.UNKNOWN_DEVICE,
                            "topic",
                            topic,
                            estate.map(e -> "the estate of the device, " + e).orElse("a device of the registry")));
        }
        return take(parsed.get(), broker, message);
    }

    private CompletionStage<IntakeResult> take(DeviceTopic topic, String broker, Submission message) {
        if (topic.kind().equals(DeviceTopic.COMMAND)) {
            // A subscription with # gives back what the service itself published.
            return CompletableFuture.completedStage(IntakeResult.taken());
        }
        if (!broker.isEmpty()) {
            commands.heard(topic.device(), broker);
        }
        return switch (topic.kind()) {
            case DeviceTopic.COMMAND_RESULT -> result(topic.device(), message);
            case DeviceTopic.STATUS -> status(topic.device(), message);
            default -> telemetry.accept(message);
        };
    }

    private CompletionStage<IntakeResult> result(String device, Submission message) {
        Optional<CommandResult> result = CommandResult.parse(message.payload(), message.length());
        if (result.isEmpty()) {
            return telemetry.refuse(message, CommandResult.rejected(message.payload(), message.length()));
        }
        commands.answered(device, result.get());
        return CompletableFuture.completedStage(IntakeResult.taken());
    }

    private CompletionStage<IntakeResult> status(String device, Submission message) {
        CommandResult.inStatus(message.payload(), message.length())
                .ifPresent(answer -> commands.answered(device, answer));
        if (StatusReport.of(message).flatMap(StatusReport::online).orElse(false)) {
            commands.back(device);
        }
        return status.accept(message);
    }
}
