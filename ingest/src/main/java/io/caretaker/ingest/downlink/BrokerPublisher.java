package io.caretaker.ingest.downlink;

import java.util.concurrent.CompletionStage;

/** Brokers that carry commands. Safe for use by several threads. */
public interface BrokerPublisher {
    /**
     * Publishes one message, not retained. The stage never fails: true once the broker has it, with QoS 0 once it went out;
     * false when there is no connection, or no broker of that name.
     *
     * @param broker name of the broker's settings
     */
    CompletionStage<Boolean> publish(String broker, String topic, byte[] payload, int qos);
}
