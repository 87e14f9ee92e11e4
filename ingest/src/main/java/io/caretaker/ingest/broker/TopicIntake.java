package io.caretaker.ingest.broker;

import io.caretaker.ingest.intake.IntakeResult;
import java.util.concurrent.CompletionStage;

/**
 * A protocol that lives on topics of an MQTT broker. Never blocks; safe for use by several threads, event loops of several
 * brokers among them.
 */
public interface TopicIntake {

    /** Whether messages of the topic are its own. Decides by the topic alone, quickly: asked for every message. */
    boolean takes(String topic);

    /**
     * Takes one message of such a topic. The stage never fails; it completes once everything accepted and every dead letter
     * is durable, and only then the broker gets its acknowledgement.
     *
     * @param topic a topic that {@link #takes} said yes to
     * @param payload the caller's no more: may be kept
     */
    CompletionStage<IntakeResult> accept(String topic, byte[] payload);

    /** As above, for a protocol that answers: by the broker of this name. */
    default CompletionStage<IntakeResult> accept(String broker, String topic, byte[] payload) {
        return accept(topic, payload);
    }
}
