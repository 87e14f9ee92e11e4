package io.caretaker.alerting.notify.webhook;

import io.caretaker.model.InvalidValue;
import java.time.Duration;

/**
 * @param secret signs every request, at least 16 bytes; receivers know it too
 * @param source where the events come from, as the service's public address (CloudEvents {@code source})
 * @param allowPrivate whether addresses in private networks may be called, and plain http to them; off so that nobody can
 *     make the service call its own neighbours
 * @param timeout of one request, answer included
 */
public record WebhookSettings(byte[] secret, String source, boolean allowPrivate, Duration timeout) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public WebhookSettings {
        if (timeout == null || timeout.isNegative() || timeout.isZero()) {
            throw new InvalidValue("timeout", timeout, "a duration above zero such as PT10S");
        }
        secret = secret.clone();
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return "WebhookSettings[source=" + source + ", allowPrivate=" + allowPrivate + ", timeout=" + timeout + "]";
    }
}
