package io.caretaker.ingest.enrolment.sql;

import io.caretaker.ingest.enrolment.EnrolmentKey;
import io.caretaker.ingest.enrolment.EnrolmentStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Codes and keys in the work store. */
public final class SqlEnrolmentStore implements EnrolmentStore {
    private static final String KEYS = """
            SELECT id, estate, profile, interval_micros, most, used, created_by, created_micros, expires_micros, revoked
            FROM enrolment_keys
            """;

    private final Jdbi jdbi;

    public SqlEnrolmentStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void putCode(String device, String hash, String by, long expiresMicros) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO claim_codes (device, code_hash, created_by, expires_micros)
                        VALUES (:device, :hash, :by, :expires)
                        ON CONFLICT (device) DO UPDATE SET code_hash = excluded.code_hash,
                            created_by = excluded.created_by, expires_micros = excluded.expires_micros
                        """)
                .bind("device", device)
                .bind("hash", hash)
                .bind("by", by)
                .bind("expires", expiresMicros)
                .execute());
    }

    /** The deletion decides: of two that come at once, one finds it. */
    @Override
    public Optional<String> takeCode(String hash, long nowMicros) {
        return jdbi.inTransaction(handle -> {
            Optional<String> device = handle.createQuery(
                            "SELECT device FROM claim_codes WHERE code_hash = :hash AND expires_micros > :now")
                    .bind("hash", hash)
                    .bind("now", nowMicros)
                    .mapTo(String.class)
                    .findOne();
            int gone = handle.createUpdate("DELETE FROM claim_codes WHERE code_hash = :hash")
                    .bind("hash", hash)
                    .execute();
            return gone == 1 ? device : Optional.empty();
        });
    }

    @Override
    public boolean removeCode(String device) {
        return jdbi.withHandle(handle -> handle.createUpdate("DELETE FROM claim_codes WHERE device = :device")
                        .bind("device", device)
                        .execute())
                == 1;
    }

    @Override
    public void putKey(EnrolmentKey key, String sha256) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO enrolment_keys (id, key_sha256, estate, profile, interval_micros, most, used,
                            created_by, created_micros, expires_micros, revoked)
                        VALUES (:id, :hash, :estate, :profile, :interval, :most, 0, :by, :created, :expires, 0)
                        """)
                .bind("id", key.id())
                .bind("hash", sha256)
                .bind("estate", key.estate())
                .bind("profile", key.profile())
                .bind("interval", key.interval().toNanos() / 1_000)
                .bind("most", key.most())
                .bind("by", key.createdBy())
                .bind("created", key.createdMicros())
                .bind("expires", key.expiresMicros())
                .execute());
    }

    @Override
    public List<EnrolmentKey> keys() {
        return jdbi.withHandle(handle -> handle.createQuery(KEYS + "ORDER BY created_micros DESC, id")
                .map((row, context) -> key(row))
                .list());
    }

    @Override
    public Optional<EnrolmentKey> key(String sha256) {
        return jdbi.withHandle(handle -> handle.createQuery(KEYS + "WHERE key_sha256 = :hash")
                .bind("hash", sha256)
                .map((row, context) -> key(row))
                .findOne());
    }

    @Override
    public boolean use(String id, long nowMicros) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                UPDATE enrolment_keys SET used = used + 1
                                WHERE id = :id AND used < most AND revoked = 0 AND expires_micros > :now
                                """)
                        .bind("id", id)
                        .bind("now", nowMicros)
                        .execute())
                == 1;
    }

    @Override
    public void unuse(String id) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE enrolment_keys SET used = used - 1 WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    @Override
    public boolean revoke(String id) {
        return jdbi.withHandle(handle -> handle.createUpdate("UPDATE enrolment_keys SET revoked = 1 WHERE id = :id")
                        .bind("id", id)
                        .execute())
                == 1;
    }

    private static EnrolmentKey key(ResultSet row) throws SQLException {
        return new EnrolmentKey(
                row.getString("id"),
                row.getString("estate"),
                row.getString("profile"),
                Duration.of(row.getLong("interval_micros"), ChronoUnit.MICROS),
                row.getInt("most"),
                row.getInt("used"),
                row.getString("created_by"),
                row.getLong("created_micros"),
                row.getLong("expires_micros"),
                row.getInt("revoked") == 1);
    }
}
