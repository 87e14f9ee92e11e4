package io.caretaker.service.ingest;

import io.caretaker.ingest.broker.TopicRouter;
import io.caretaker.ingest.intake.IntakeResult;
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
    private static final String NAME = "channel";

    private final TopicRouter router;

    BrokerSubscription(TopicRouter router) {
        this.router = router;
    }

    @Incoming(Channels.BROKER_TELEMETRY)
    CompletionStage<Void> receive(MqttMessage<byte[]> message) {
        return router.accept(NAME, message.getTopic(), message.getPayload(), message.isRetain())
                .thenCompose(result -> result.outcome() == IntakeResult.Outcome.UNAVAILABLE
                        ? message.nack(new IllegalStateException("the journal does not take readings now"))
                        : message.ack());
    }
}
