package io.caretaker.alerting.oncall;

/**
 * Something about the calling itself that must not pass in silence.
 *
 * @param timeMicros when it was decided, by the service's clock
 * @param detail person ids or the estate it is about, never an address
 */
public record EscalationNotice(Kind kind, String incident, long timeMicros, String detail) {
    public enum Kind {
        /** The estate has no rota: the fallback person is told. */
        NO_ROTA,
        /** Persons of the rota are unknown or have no channel: they were passed over. */
        UNREACHABLE,
        /** Nobody at all could be told; it is tried again. */
        NOBODY_TOLD,
        /** An acknowledgement without progress ran out: people are called again. */
        LAPSED,
        /** Every round passed without acknowledgement; everybody was told a last time. */
        EXHAUSTED
    }
}
