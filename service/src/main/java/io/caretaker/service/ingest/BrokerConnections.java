package io.caretaker.service.ingest;

import io.caretaker.ingest.broker.BrokerConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The connections that the settings ask for. */
public record BrokerConnections(List<BrokerConnection> all) {
    public BrokerConnections {
        all = List.copyOf(all);
    }

    /** As {@link BrokerConnection#publish}; false where no broker has that name. */
    public CompletionStage<Boolean> publish(String broker, String topic, byte[] payload, int qos) {
        return all.stream()
                .filter(c -> c.name().equals(broker))
                .findFirst()
                .map(c -> c.publish(topic, payload, qos))
                .orElseGet(() -> CompletableFuture.completedStage(false));
    }
}
