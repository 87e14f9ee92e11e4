package io.caretaker.ingest.coap.sql;

import io.caretaker.ingest.coap.DeviceKey;
import io.caretaker.ingest.coap.DeviceKeyStore;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Keys of devices in SQL. Blocks on I/O; safe for use by several threads. */
public final class SqlDeviceKeyStore implements DeviceKeyStore {
    private final Jdbi jdbi;

    public SqlDeviceKeyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<DeviceKey> load() {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            DELETE FROM coap_keys WHERE NOT EXISTS (
                                SELECT 1 FROM device_tokens t
                                WHERE t.device = coap_keys.device AND t.token_sha256 = coap_keys.token_sha256)
                            """).execute();
            return handle.createQuery("SELECT device, psk, token_sha256 FROM coap_keys")
                    .map((row, context) -> new DeviceKey(row.getString(1), row.getString(2), row.getString(3)))
                    .list();
        });
    }

    @Override
    public void save(DeviceKey key, long timeMicros) {
        jdbi.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO coap_keys (device, psk, token_sha256, created_micros)
                        VALUES (:device, :psk, :token, :time)
                        ON CONFLICT (device) DO UPDATE SET psk = excluded.psk, token_sha256 = excluded.token_sha256,
                            created_micros = excluded.created_micros
                        """)
                .bind("device", key.device())
                .bind("psk", key.psk())
                .bind("token", key.tokenSha256())
                .bind("time", timeMicros)
                .execute());
    }

    @Override
    public void remove(String device) {
        jdbi.useTransaction(handle -> handle.createUpdate("DELETE FROM coap_keys WHERE device = :device")
                .bind("device", device)
                .execute());
    }
}
