package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.broker.TopicIntake;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.model.estate.TopologySource;
import java.util.Optional;
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

    public BrokerIntake(TelemetryIntake telemetry, StatusIntake status, TopologySource topology) {
        this.telemetry = telemetry;
        this.status = status;
        this.topology = topology;
    }

    @Override
    public boolean takes(String topic) {
        return topic.startsWith(DeviceTopic.PREFIX);
    }

    /** A message that is not of a known device becomes a dead letter. */
    @Override
    public CompletionStage<IntakeResult> accept(String topic, byte[] payload) {
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
        if (parsed.isEmpty() || parsed.get().kind().equals(DeviceTopic.COMMAND)) {
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
        return parsed.get().kind().equals(DeviceTopic.STATUS) ? status.accept(message) : telemetry.accept(message);
    }
}
