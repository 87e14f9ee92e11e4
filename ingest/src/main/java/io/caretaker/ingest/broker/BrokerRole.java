package io.caretaker.ingest.broker;

import java.util.Optional;

/**
 * A protocol that is more than a listener on a broker: it announces itself, and answers. Its methods are called on the
 * broker's event loop, one at a time.
 */
public interface BrokerRole extends TopicIntake {

    /** Publishes on the broker; what cannot be sent is dropped. */
    interface Publisher {
        void publish(String topic, byte[] payload, int qos, boolean retain);
    }

    /** What the broker publishes with QoS 1, retained, when the connection is lost. */
    record Will(String topic, byte[] payload) {}

    /** The will of the connection that is about to be opened; each has its own. */
    Optional<Will> connecting();

    /** All subscriptions stand. */
    void connected(Publisher publisher);

    /** About to disconnect on purpose; what is published now still goes out. */
    void closing();

    /** The connection is gone: what was known may not be true any more. */
    void lost();
}
