package io.caretaker.alerting.notify.email;

import java.util.Map;
import java.util.Objects;

/**
 * An e-mail as multipart/alternative: text first, HTML second, both UTF-8.
 *
 * @param messageId with angle brackets; the same on every retry, so that mail systems drop the double
 * @param headers further headers, as {@code References}
 */
public record EmailMessage(
        String to, String subject, String text, String html, String messageId, Map<String, String> headers) {
    public EmailMessage {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
        Objects.requireNonNull(messageId, "messageId");
        // A line break would end the header and begin another.
        subject = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        headers = Map.copyOf(headers);
    }

    /** Not the address, not the text: this ends up in logs. */
    @Override
    public String toString() {
        return "EmailMessage[messageId=" + messageId + "]";
    }
}
