package io.caretaker.alerting.notify.sql;

import io.caretaker.alerting.notify.NotificationLog;
import io.caretaker.alerting.notify.Outbox;
import io.caretaker.model.Times;
import io.caretaker.model.notify.Notification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The outbox in SQL. Enqueuing shares the transaction of what caused the notifications, so that neither is there without
 * the other; the id makes it idempotent. Claiming is one UPDATE with a lease, which two senders can run at once on SQLite
 * and PostgreSQL alike: the count of attempts then tells a late answer of an earlier lease from the current one.
 *
 * <p>Blocks on I/O; safe for use by several threads.
 */
public final class SqlOutbox implements Outbox, NotificationLog {
    private static final int MAX_ERROR = 500;

    private final Jdbi jdbi;
    private final Clock wall;

    public SqlOutbox(Jdbi jdbi, Clock wall) {
        this.jdbi = jdbi;
        this.wall = wall;
    }

    /** Within the caller's transaction. What is there already stays as it is. */
    public void enqueue(Handle handle, Collection<Notification> notifications) {
        if (notifications.isEmpty()) {
            return;
        }
        long now = Times.micros(wall.instant());
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO notification
                    (id, incident, person, channel, step, state, created_micros, enqueued_micros,
                     next_attempt_micros, leased_until_micros, attempts)
                VALUES (:id, :incident, :person, :channel, :step, 'PENDING', :created, :now, :now, 0, 0)
                ON CONFLICT (id) DO NOTHING
                """)) {
            for (Notification notification : notifications) {
                batch.bind("id", notification.id())
                        .bind("incident", notification.incident())
                        .bind("person", notification.person())
                        .bind("channel", notification.channel())
                        .bind("step", notification.step())
                        .bind("created", notification.createdMicros())
                        .bind("now", now)
                        .add();
            }
            batch.execute();
        }
    }

    @Override
    public List<Claimed> claimDue(Instant now, int limit, Duration lease) {
        return jdbi.inTransaction(handle -> handle
                .createQuery("""
                        UPDATE notification SET attempts = attempts + 1, leased_until_micros = :until
                        WHERE id IN (
                                SELECT id FROM notification
                                WHERE state = 'PENDING' AND next_attempt_micros <= :now AND leased_until_micros <= :now
                                ORDER BY next_attempt_micros, id LIMIT :limit)
                            AND state = 'PENDING' AND next_attempt_micros <= :now AND leased_until_micros <= :now
                        RETURNING *
                        """)
                .bind("now", Times.micros(now))
                .bind("until", Times.micros(now.plus(lease)))
                .bind("limit", limit)
                .map((row, context) -> new Claimed(notification(row), Times.instant(row.getLong("enqueued_micros"))))
                .list()
                .stream()
                .sorted(Comparator.comparingLong(c -> c.notification().nextAttemptMicros()))
                .toList());
    }

    @Override
    public void delivered(Claimed claimed, Attempt attempt, String providerId, Instant serviceTime) {
        jdbi.useTransaction(handle -> {
            record(handle, claimed, attempt, "ACCEPTED");
            handle.createUpdate("""
                            UPDATE notification SET state = 'SENT', sent_micros = :sent, provider_id = :provider,
                                last_error = NULL, leased_until_micros = 0
                            WHERE id = :id AND state = 'PENDING'
                            """)
                    .bind("id", claimed.notification().id())
                    .bind("sent", Times.micros(serviceTime))
                    .bind("provider", shortened(providerId))
                    .execute();
        });
    }

    @Override
    public void retryLater(Claimed claimed, Attempt attempt, Instant next) {
        jdbi.useTransaction(handle -> {
            record(handle, claimed, attempt, "RETRY");
            handle.createUpdate("""
                            UPDATE notification SET next_attempt_micros = :next, last_error = :error,
                                leased_until_micros = 0
                            WHERE id = :id AND state = 'PENDING' AND attempts = :attempts
                            """)
                    .bind("id", claimed.notification().id())
                    .bind("attempts", claimed.notification().attempts())
                    .bind("next", Times.micros(next))
                    .bind("error", shortened(attempt.answer()))
                    .execute();
        });
    }

    @Override
    public void giveUp(Claimed claimed, Attempt attempt) {
        jdbi.useTransaction(handle -> {
            record(handle, claimed, attempt, "REFUSED");
            handle.createUpdate("""
                            UPDATE notification SET state = 'FAILED', last_error = :error, leased_until_micros = 0
                            WHERE id = :id AND state = 'PENDING' AND attempts = :attempts
                            """)
                    .bind("id", claimed.notification().id())
                    .bind("attempts", claimed.notification().attempts())
                    .bind("error", shortened(attempt.answer()))
                    .execute();
        });
    }

    @Override
    public void postpone(Claimed claimed, Instant next, String reason) {
        jdbi.useTransaction(handle -> handle.createUpdate("""
                        UPDATE notification SET next_attempt_micros = :next, last_error = :error,
                            leased_until_micros = 0, attempts = attempts - 1
                        WHERE id = :id AND state = 'PENDING' AND attempts = :attempts
                        """)
                .bind("id", claimed.notification().id())
                .bind("attempts", claimed.notification().attempts())
                .bind("next", Times.micros(next))
                .bind("error", shortened(reason))
                .execute());
    }

    @Override
    public Backlog backlog() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT COUNT(*) AS waiting, COALESCE(MIN(enqueued_micros), 0) AS oldest
                        FROM notification WHERE state = 'PENDING'
                        """)
                .map((row, context) -> new Backlog(row.getLong("waiting"), row.getLong("oldest")))
                .one());
    }

    @Override
    public List<Notification> ofIncident(String incident) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM notification WHERE incident = :incident ORDER BY created_micros, step, id")
                .bind("incident", incident)
                .map((row, context) -> notification(row))
                .list());
    }

    @Override
    public List<Notification> list(int limit, Optional<String> after) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM notification
                        WHERE CAST(:after AS TEXT) IS NULL
                            OR created_micros < (SELECT created_micros FROM notification WHERE id = :after)
                            OR (created_micros = (SELECT created_micros FROM notification WHERE id = :after)
                                AND id < :after)
                        ORDER BY created_micros DESC, id DESC LIMIT :limit
                        """)
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> notification(row))
                .list());
    }

    /** A late answer of an expired lease may come beside the current one: both are kept, each under its own number. */
    private static void record(Handle handle, Claimed claimed, Attempt attempt, String outcome) {
        handle.createUpdate("""
                        INSERT INTO notification_attempt
                            (notification, attempt, time_micros, latency_micros, outcome, answer)
                        VALUES (:id, :attempt, :time, :latency, :outcome, :answer)
                        ON CONFLICT (notification, attempt) DO NOTHING
                        """)
                .bind("id", claimed.notification().id())
                .bind("attempt", claimed.notification().attempts())
                .bind("time", Times.micros(attempt.started()))
                .bind("latency", attempt.latency().toNanos() / 1_000)
                .bind("outcome", outcome)
                .bind("answer", shortened(attempt.answer()))
                .execute();
    }

    private static String shortened(String text) {
        return text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR);
    }

    private static Notification notification(ResultSet row) throws SQLException {
        Notification.State state = Notification.State.valueOf(row.getString("state"));
        long sent = row.getLong("sent_micros");
        Optional<Long> sentMicros = row.wasNull() ? Optional.empty() : Optional.of(sent);
        return new Notification(
                row.getString("id"),
                row.getString("incident"),
                row.getString("person"),
                row.getString("channel"),
                row.getInt("step"),
                state,
                row.getLong("created_micros"),
                row.getInt("attempts"),
                state == Notification.State.PENDING ? row.getLong("next_attempt_micros") : 0,
                sentMicros,
                Optional.ofNullable(row.getString("last_error")));
    }
}
