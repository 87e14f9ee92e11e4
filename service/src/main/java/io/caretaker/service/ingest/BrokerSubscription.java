package io.caretaker.service.ingest;

import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.mqtt.BrokerIntake;
import io.caretaker.service.pipeline.Channels;
import io.smallrye.reactive.messaging.mqtt.MqttMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Readings from a broker that an estate already has, by the connector that {@code mp.messaging.incoming.broker-telemetry}
 * configures. The broker's message is acknowledged when its readings are durable.
 */
@ApplicationScoped
class BrokerSubscription {
    private final BrokerIntake intake;

    BrokerSubscription(BrokerIntake intake) {
        this.intake = intake;
    }

    @Incoming(Channels.BROKER_TELEMETRY)
    CompletionStage<Void> receive(MqttMessage<byte[]> message) {
        return intake.accept(message.getTopic(), message.getPayload(), message.isRetain())
                .thenCompose(result -> result.outcome() == IntakeResult.Outcome.UNAVAILABLE
                        ? message.nack(new IllegalStateException("the journal does not take readings now"))
                        : message.ack());
    }
}
