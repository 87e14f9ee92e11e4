package io.caretaker.ingest.registry.sql;

import io.caretaker.ingest.registry.RegistryStore;
import io.caretaker.model.estate.Topology;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The registry in SQL. Blocks on I/O; safe for use by several threads. */
public final class SqlRegistryStore implements RegistryStore {
    private final Jdbi jdbi;

    public SqlRegistryStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Content load() {
        return jdbi.inTransaction(handle -> new Content(
                new Topology(
                        EstateRows.load(handle),
                        AssetRows.load(handle),
                        DeviceRows.load(handle),
                        ProfileRows.load(handle)),
                tokenHashes(handle),
                formerTokens(handle)));
    }

    @Override
    public void save(Upsert upsert) {
        jdbi.useTransaction(handle -> {
            EstateRows.save(handle, upsert.estates());
            ProfileRows.save(handle, upsert.profiles());
            AssetRows.save(handle, upsert.assets());
            DeviceRows.save(handle, upsert.devices());
            saveTokens(handle, upsert.tokenHashes(), upsert.timeMicros());
        });
    }

    @Override
    public void remove(Kind kind, String id) {
        jdbi.useTransaction(handle -> {
            switch (kind) {
                case ESTATE -> delete(handle, "DELETE FROM estates WHERE id = :id", id);
                case PROFILE -> delete(handle, "DELETE FROM profiles WHERE id = :id", id);
                case ASSET -> delete(handle, "DELETE FROM assets WHERE id = :id", id);
                case DEVICE -> {
                    delete(handle, "DELETE FROM device_former_tokens WHERE device = :id", id);
                    delete(handle, "DELETE FROM device_tokens WHERE device = :id", id);
                    delete(handle, "DELETE FROM devices WHERE id = :id", id);
                }
            }
        });
    }

    @Override
    public void rotate(String device, String tokenHash, Optional<FormerToken> former, long timeMicros) {
        jdbi.useTransaction(handle -> {
            delete(handle, "DELETE FROM device_former_tokens WHERE device = :id", device);
            saveTokens(handle, Map.of(device, tokenHash), timeMicros);
            former.ifPresent(old -> handle.createUpdate("""
                            INSERT INTO device_former_tokens (device, token_sha256, until_micros)
                            VALUES (:device, :hash, :until)
                            """)
                    .bind("device", old.device())
                    .bind("hash", old.sha256())
                    .bind("until", old.untilMicros())
                    .execute());
        });
    }

    @Override
    public void revoke(String device) {
        jdbi.useTransaction(handle -> {
            delete(handle, "DELETE FROM device_former_tokens WHERE device = :id", device);
            delete(handle, "DELETE FROM device_tokens WHERE device = :id", device);
        });
    }

    @Override
    public void endGrace(Collection<String> devices) {
        jdbi.useTransaction(handle ->
                devices.forEach(d -> delete(handle, "DELETE FROM device_former_tokens WHERE device = :id", d)));
    }

    private static void delete(Handle handle, String sql, String id) {
        handle.createUpdate(sql).bind("id", id).execute();
    }

    private static Map<String, String> tokenHashes(Handle handle) {
        Map<String, String> hashes = new HashMap<>();
        handle.createQuery("SELECT device, token_sha256 FROM device_tokens")
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(e -> hashes.put(e.getKey(), e.getValue()));
        return hashes;
    }

    private static List<FormerToken> formerTokens(Handle handle) {
        return handle.createQuery("SELECT device, token_sha256, until_micros FROM device_former_tokens")
                .map((row, context) -> new FormerToken(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    private static void saveTokens(Handle handle, Map<String, String> hashes, long timeMicros) {
        if (hashes.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO device_tokens (device, token_sha256, created_micros) VALUES (:device, :hash, :time)
                ON CONFLICT (device) DO UPDATE SET token_sha256 = excluded.token_sha256,
                    created_micros = excluded.created_micros
                """)) {
            hashes.forEach((device, hash) -> batch.bind("device", device)
                    .bind("hash", hash)
                    .bind("time", timeMicros)
                    .add());
            batch.execute();
        }
    }
}
