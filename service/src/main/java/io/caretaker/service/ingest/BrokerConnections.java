package io.caretaker.service.ingest;

import io.caretaker.ingest.broker.BrokerConnection;
import java.util.List;

/** The connections that the settings ask for. */
public record BrokerConnections(List<BrokerConnection> all) {
    public BrokerConnections {
        all = List.copyOf(all);
    }
}
