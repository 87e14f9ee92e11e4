package io.caretaker.alerting.notify.email;

/** The relay answered for good: 5xx for this message (RFC 5321 4.2.1). The message carries no address. */
public final class MailRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MailRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
