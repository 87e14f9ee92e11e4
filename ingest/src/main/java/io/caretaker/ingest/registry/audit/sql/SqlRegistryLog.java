package io.caretaker.ingest.registry.audit.sql;

import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.model.Times;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The log in the work store. */
public final class SqlRegistryLog implements RegistryLog {
    private static final int LONGEST_DETAIL = 500;

    private final Jdbi jdbi;
    private final Clock clock;
    private final SecureRandom random;
    private long lastStamp;

    public SqlRegistryLog(Jdbi jdbi, Clock clock, SecureRandom random) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void append(String actor, String action, String subject, String detail) {
        long now = Times.micros(clock.instant());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO registry_log (id, time_micros, actor, action, subject, detail)
                        VALUES (:id, :time, :actor, :action, :subject, :detail)
                        """)
                .bind("id", id(now))
                .bind("time", now)
                .bind("actor", actor)
                .bind("action", action)
                .bind("subject", subject)
                .bind("detail", detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail)
                .execute());
    }

    @Override
    public List<Entry> newest(Optional<String> subject, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT time_micros, actor, action, subject, detail FROM registry_log
                        WHERE :every = 1 OR subject = :subject ORDER BY id DESC LIMIT :limit
                        """)
                .bind("every", subject.isEmpty() ? 1 : 0)
                .bind("subject", subject.orElse(""))
                .bind("limit", limit)
                .map((row, context) -> new Entry(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list());
    }

    /** Sorts by time, and in the order of writing where the clock stands. */
    private synchronized String id(long now) {
        lastStamp = Math.max(now, lastStamp + 1);
        return "%016x%08x".formatted(lastStamp, random.nextInt());
    }
}
