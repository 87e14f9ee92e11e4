package io.caretaker.ingest.deadletter.sql;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.deadletter.DeadLetter;
import io.caretaker.ingest.deadletter.DeadLetters.Entry;
import io.caretaker.ingest.deadletter.DeadLetters.Page;
import io.caretaker.ingest.deadletter.Protocol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of dead letters. Blocks on I/O; safe for use by several threads. */
final class DeadLetterTable {
    /** After every possible id: where the first page begins. */
    private static final String END = "~";

    private final Jdbi jdbi;

    DeadLetterTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Inserts all in one transaction and forgets what is older than the newest {@code retained}. */
    void insert(List<Entry> entries, int retained) {
        jdbi.useTransaction(handle -> {
            insert(handle, entries);
            handle.createUpdate("""
                            DELETE FROM dead_letters WHERE id <= (
                                SELECT id FROM dead_letters ORDER BY id DESC LIMIT 1 OFFSET :retained)
                            """).bind("retained", retained).execute();
        });
    }

    private static void insert(Handle handle, List<Entry> entries) {
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO dead_letters (id, time_micros, protocol, source, topic, reason, field, value, expected,
                    occurrences, excerpt, size)
                VALUES (:id, :time, :protocol, :source, :topic, :reason, :field, :value, :expected,
                    :occurrences, :excerpt, :size)
                """)) {
            for (Entry entry : entries) {
                DeadLetter letter = entry.letter();
                batch.bind("id", entry.id())
                        .bind("time", letter.timeMicros())
                        .bind("protocol", letter.protocol().name())
                        .bind("source", storable(letter.source()))
                        .bind("topic", storable(letter.topic()))
                        .bind("reason", letter.reason().name())
                        .bind("field", storable(letter.field()))
                        .bind("value", storable(letter.value()))
                        .bind("expected", storable(letter.expected()))
                        .bind("occurrences", letter.occurrences())
                        .bind("excerpt", storable(letter.excerpt()))
                        .bind("size", letter.size())
                        .add();
            }
            batch.execute();
        }
    }

    /** PostgreSQL takes no NUL in a text: shown as the symbol for it. */
    private static String storable(String text) {
        return text.replace('\0', '\u2400');
    }

    Page page(Optional<String> before, int limit) {
        List<Entry> entries = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, time_micros, protocol, source, topic, reason, field, value, expected,
                            occurrences, excerpt, size
                        FROM dead_letters WHERE id < :before ORDER BY id DESC LIMIT :limit
                        """)
                .bind("before", before.orElse(END))
                .bind("limit", limit + 1)
                .map((row, context) -> entry(row))
                .list());
        if (entries.size() <= limit) {
            return new Page(entries, Optional.empty());
        }
        return new Page(
                entries.subList(0, limit), Optional.of(entries.get(limit - 1).id()));
    }

    List<Entry> newestOf(String source, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, time_micros, protocol, source, topic, reason, field, value, expected,
                            occurrences, excerpt, size
                        FROM dead_letters WHERE source = :source ORDER BY id DESC LIMIT :limit
                        """)
                .bind("source", source)
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("id"),
                new DeadLetter(
                        row.getLong("time_micros"),
                        Protocol.valueOf(row.getString("protocol")),
                        row.getString("source"),
                        row.getString("topic"),
                        RejectReason.valueOf(row.getString("reason")),
                        row.getString("field"),
                        row.getString("value"),
                        row.getString("expected"),
                        row.getInt("occurrences"),
                        row.getString("excerpt"),
                        row.getInt("size")));
    }
}
