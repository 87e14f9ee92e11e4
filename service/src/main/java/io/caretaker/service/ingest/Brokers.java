package io.caretaker.service.ingest;

import io.caretaker.ingest.broker.BrokerConnection;
import io.caretaker.ingest.broker.BrokerState;
import io.caretaker.service.wiring.StartOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connects to the brokers when everything behind them stands, and leaves them first. */
@ApplicationScoped
public class Brokers {
    private static final long PATIENCE_S = 10;

    private final List<BrokerConnection> connections;

    Brokers(BrokerConnections connections) {
        this.connections = connections.all();
    }

    /** How each of them is, in the order of their names. */
    public List<BrokerState> states() {
        return connections.stream().map(BrokerConnection::state).toList();
    }

    void open(@Observes @Priority(StartOrder.DOORS) StartupEvent event) {
        connections.forEach(BrokerConnection::start);
    }

    void close(@Observes @Priority(StartOrder.DOORS_CLOSE) ShutdownEvent event) throws Exception {
        for (BrokerConnection connection : connections) {
            connection.stop().toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }
}
