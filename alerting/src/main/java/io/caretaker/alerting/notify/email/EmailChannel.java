package io.caretaker.alerting.notify.email;

import io.caretaker.alerting.notify.Channel;
import io.caretaker.alerting.notify.Delivery;
import io.caretaker.alerting.notify.Message;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.people.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Writes e-mails that make one thread for each incident: every message refers to the incident's own id. They say that a
 * machine wrote them (RFC 3834), so that no holiday notice answers.
 */
public final class EmailChannel implements Channel {
    private final Mail mail;
    private final String domain;

    /** @param domain right side of message ids, as {@code caretaker.example.org} */
    public EmailChannel(Mail mail, String domain) {
        if (domain == null || !domain.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,252}")) {
            throw new InvalidValue("domain", domain, "a domain name such as caretaker.example.org");
        }
        this.mail = mail;
        this.domain = domain;
    }

    @Override
    public String name() {
        return "email";
    }

    /** One relay for all. */
    @Override
    public String destination(Person person) {
        return "relay";
    }

    @Override
    public CompletionStage<Delivery> send(Message message, Person person) {
        if (person.email().isEmpty()) {
            return CompletableFuture.completedFuture(new Delivery.Refused("the person has no e-mail address"));
        }
        EmailMessage written = write(message, person.email().get());
        return mail.send(written)
                .<Delivery>thenApply(none -> new Delivery.Accepted(written.messageId()))
                .exceptionally(EmailChannel::answer);
    }

    /** The e-mail as it is sent. */
    EmailMessage write(Message message, String to) {
        String thread = id("incident:" + message.incident());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("References", thread);
        headers.put("In-Reply-To", thread);
        headers.put("Auto-Submitted", "auto-generated");
        headers.put("X-Auto-Response-Suppress", "All");
        headers.put("Content-Language", message.language().toLanguageTag());
        headers.put("X-Caretaker-Incident", message.shortId());
        if (message.lifeSafety()) {
            headers.put("Importance", "high");
            headers.put("X-Priority", "1");
        }
        return new EmailMessage(to, message.title(), message.text(), message.html(), id(message.key()), headers);
    }

    /** Derived from the key: no two keys share one, and a retry repeats it. */
    private String id(String key) {
        return "<" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)) + "@" + domain + ">";
    }

    private static Delivery answer(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof MailRefused refused
                ? new Delivery.Refused("refused by the relay: " + refused.getMessage())
                : new Delivery.Retry(
                        Duration.ZERO, "relay failed: " + cause.getClass().getSimpleName());
    }
}
