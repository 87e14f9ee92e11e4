package io.caretaker.ingest.lorawan.library.sql;

import io.caretaker.ingest.lorawan.library.CodecDraft;
import io.caretaker.ingest.lorawan.library.CodecStore;
import io.caretaker.ingest.lorawan.library.StoredCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Codecs in SQL. Blocks on I/O; safe for use by several threads. */
public final class SqlCodecs implements CodecStore {
    private static final int ATTEMPTS = 3;

    private final Jdbi jdbi;

    public SqlCodecs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<StoredCodec> current() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT c.id, c.version, c.source, c.sha256, c.author, c.note, c.time_micros
                        FROM codecs c JOIN (SELECT id, MAX(version) AS newest FROM codecs GROUP BY id) n
                            ON n.id = c.id AND n.newest = c.version
                        ORDER BY c.id
                        """).map((row, context) -> codec(row)).list());
    }

    @Override
    public Optional<StoredCodec> current(String id) {
        return jdbi.withHandle(handle -> current(handle, id));
    }

    private static Optional<StoredCodec> current(Handle handle, String id) {
        return handle.createQuery("""
                        SELECT id, version, source, sha256, author, note, time_micros
                        FROM codecs WHERE id = :id ORDER BY version DESC LIMIT 1
                        """)
                .bind("id", id)
                .map((row, context) -> codec(row))
                .findOne();
    }

    @Override
    public List<StoredCodec> versions(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, version, source, sha256, author, note, time_micros
                        FROM codecs WHERE id = :id ORDER BY version DESC
                        """)
                .bind("id", id)
                .map((row, context) -> codec(row))
                .list());
    }

    @Override
    public StoredCodec put(CodecDraft draft) {
        String sha256 = draft.sha256();
        for (int attempt = 1; ; attempt++) {
            Optional<StoredCodec> stored = jdbi.inTransaction(handle -> put(handle, draft, sha256));
            if (stored.isPresent()) {
                return stored.get();
            }
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("codec " + draft.id() + " is being changed by others: try again");
            }
        }
    }

    /** Empty when somebody else took the version meanwhile. */
    private static Optional<StoredCodec> put(Handle handle, CodecDraft draft, String sha256) {
        Optional<StoredCodec> newest = current(handle, draft.id());
        if (newest.isPresent() && newest.get().sha256().equals(sha256)) {
            return newest;
        }
        int version = newest.map(c -> c.version() + 1).orElse(1);
        int inserted = handle.createUpdate("""
                        INSERT INTO codecs (id, version, source, sha256, author, note, time_micros)
                        VALUES (:id, :version, :source, :sha256, :author, :note, :time)
                        ON CONFLICT (id, version) DO NOTHING
                        """)
                .bind("id", draft.id())
                .bind("version", version)
                .bind("source", draft.source())
                .bind("sha256", sha256)
                .bind("author", draft.author())
                .bind("note", draft.note())
                .bind("time", draft.timeMicros())
                .execute();
        return inserted == 0
                ? Optional.empty()
                : Optional.of(new StoredCodec(
                        draft.id(), version, draft.source(), sha256, draft.author(), draft.note(), draft.timeMicros()));
    }

    private static StoredCodec codec(ResultSet row) throws SQLException {
        return new StoredCodec(
                row.getString("id"),
                row.getInt("version"),
                row.getString("source"),
                row.getString("sha256"),
                row.getString("author"),
                row.getString("note"),
                row.getLong("time_micros"));
    }
}
