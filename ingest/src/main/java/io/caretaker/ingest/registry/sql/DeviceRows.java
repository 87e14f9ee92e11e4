package io.caretaker.ingest.registry.sql;

import io.caretaker.model.estate.Device;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Devices and their rows. */
final class DeviceRows {
    private DeviceRows() {}

    static List<Device> load(Handle handle) {
        return handle.createQuery(
                        "SELECT id, estate, asset, profile, interval_micros, addresses FROM devices ORDER BY id")
                .map((row, context) -> new Device(
                        row.getString("id"),
                        row.getString("estate"),
                        row.getString("asset"),
                        row.getString("profile"),
                        Duration.of(row.getLong("interval_micros"), ChronoUnit.MICROS),
                        List.of(Documents.read(row.getString("addresses"), String[].class))))
                .list();
    }

    static void save(Handle handle, List<Device> devices) {
        if (devices.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO devices (id, estate, asset, profile, interval_micros, addresses)
                VALUES (:id, :estate, :asset, :profile, :interval, :addresses)
                ON CONFLICT (id) DO UPDATE SET estate = excluded.estate, asset = excluded.asset,
                    profile = excluded.profile, interval_micros = excluded.interval_micros,
                    addresses = excluded.addresses
                """)) {
            for (Device device : devices) {
                batch.bind("id", device.id())
                        .bind("estate", device.estate())
                        .bind("asset", device.asset())
                        .bind("profile", device.profile())
                        .bind("interval", device.interval().toNanos() / 1_000)
                        .bind("addresses", Documents.write(device.addresses()))
                        .add();
            }
            batch.execute();
        }
    }
}
