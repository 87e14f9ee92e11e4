package io.caretaker.alerting.notify;

import io.caretaker.model.people.Person;
import java.util.concurrent.CompletionStage;

/** A way to reach people. Safe for use by several threads; {@code send} does not block on the network. */
public interface Channel {
    /** As notifications name it: {@code email} or {@code webhook}. */
    String name();

    /** What breaks as a whole when the provider does, as a relay or a host; never logged. */
    String destination(Person person);

    /**
     * Hands the message over. It may be called again with the same message key after a crash: the key goes along, so
     * that the receiver can tell. A stage that fails counts as {@link Delivery.Retry}.
     */
    CompletionStage<Delivery> send(Message message, Person person);
}
