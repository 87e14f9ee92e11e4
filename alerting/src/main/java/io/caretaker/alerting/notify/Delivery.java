package io.caretaker.alerting.notify;

import java.time.Duration;

/** What a provider answered. */
public sealed interface Delivery {
    /** @param id the provider's name for it, empty when it gave none */
    record Accepted(String id) implements Delivery {}

    /**
     * Not now.
     *
     * @param after at the earliest; zero leaves it to the sender
     * @param reason in words, without addresses
     */
    record Retry(Duration after, String reason) implements Delivery {}

    /** Never: trying again would be answered the same. */
    record Refused(String reason) implements Delivery {}
}
