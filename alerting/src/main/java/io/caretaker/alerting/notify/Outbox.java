package io.caretaker.alerting.notify;

import io.caretaker.model.notify.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Notifications that wait to be sent. What is claimed is leased: two senders never hold the same one at a time, and what
 * a crashed sender held comes back when its lease ends. All instants are wall time. Blocks on I/O; safe for use by
 * several threads.
 */
public interface Outbox {
    /** At most {@code limit} that are due, with their attempt already counted, longest due first. */
    List<Claimed> claimDue(Instant now, int limit, Duration lease);

    /** Ends it as sent; without effect when it has ended already. */
    void delivered(Claimed claimed, Attempt attempt, String providerId, Instant serviceTime);

    /** Due again at {@code next}; without effect when another sender has claimed it since. */
    void retryLater(Claimed claimed, Attempt attempt, Instant next);

    /** Ends it as failed; without effect when another sender has claimed it since. */
    void giveUp(Claimed claimed, Attempt attempt);

    /** Back to the queue without having been tried: does not count as an attempt. */
    void postpone(Claimed claimed, Instant next, String reason);

    /** How many wait, and since when the oldest does. */
    Backlog backlog();

    /**
     * @param enqueued when it came in, by the wall clock
     */
    record Claimed(Notification notification, Instant enqueued) {}

    /** One try with what came of it. */
    record Attempt(Instant started, Duration latency, String answer) {}

    /** @param oldestEnqueuedMicros 0 when nothing waits */
    record Backlog(long waiting, long oldestEnqueuedMicros) {}
}
