package io.caretaker.alerting.notify.email;

import java.util.concurrent.CompletionStage;

/** Hands an e-mail to the relay. Safe for use by several threads; does not block. */
@FunctionalInterface
public interface Mail {
    /**
     * Completes when the relay has taken it. Fails with {@link MailRefused} when the relay will never take it, with
     * anything else when it may later.
     */
    CompletionStage<Void> send(EmailMessage message);
}
