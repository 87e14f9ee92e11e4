package io.caretaker.alerting.notify;

import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.IncidentState;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * What one person is told, in that person's language, ready for any channel.
 *
 * @param key idempotency key: the id of the notification
 * @param shortId the incident's name among people, as {@code A7K2}
 * @param title severity, short id, fault and place on one line; the first 60 characters suffice to judge it
 * @param text the whole message, lines separated by line feeds
 * @param html the same as the body of an HTML document
 * @param links what can be done about it
 */
public record Message(
        String key,
        String incident,
        String shortId,
        Severity severity,
        IncidentState state,
        String estate,
        String asset,
        String faultType,
        long openedMicros,
        Locale language,
        String title,
        String text,
        String html,
        Links links) {
    public Message {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(incident, "incident");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
    }

    /** Danger to life is never held back by a limit. */
    public boolean lifeSafety() {
        return severity == Severity.S1;
    }

    /**
     * @param acknowledge signed page with one button; opening it changes nothing
     * @param escalate likewise
     * @param open the incident in the console
     */
    public record Links(URI acknowledge, URI escalate, URI open) {}
}
