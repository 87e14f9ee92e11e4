package io.caretaker.model.notify;

import java.util.Optional;

/**
 * One message to one person by one channel, with its delivery record.
 *
 * @param id idempotency key: {@code <incident>:<step>:<person>:<channel>}
 * @param step 0 for the first person, 1 after the first escalation …
 * @param channel {@code email} or {@code webhook}
 * @param attempts how often delivery was tried
 * @param nextAttemptMicros when it is tried again; 0 when it is not
 * @param lastError what the provider said last
 */
public record Notification(
        String id,
        String incident,
        String person,
        String channel,
        int step,
        State state,
        long createdMicros,
        int attempts,
        long nextAttemptMicros,
        Optional<Long> sentMicros,
        Optional<String> lastError) {
    public enum State {
        PENDING,
        SENT,
        /** Given up after the last attempt. */
        FAILED
    }
}
