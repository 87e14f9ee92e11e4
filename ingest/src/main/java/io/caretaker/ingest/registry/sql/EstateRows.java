package io.caretaker.ingest.registry.sql;

import io.caretaker.model.Text;
import io.caretaker.model.estate.Estate;
import java.time.ZoneId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Estates and their rows. */
final class EstateRows {
    private EstateRows() {}

    static List<Estate> load(Handle handle) {
        return handle.createQuery(
                        "SELECT id, name_en, name_zh, latitude, longitude, zone, households FROM estates ORDER BY id")
                .map((row, context) -> new Estate(
                        row.getString("id"),
                        new Text(row.getString("name_en"), row.getString("name_zh")),
                        row.getDouble("latitude"),
                        row.getDouble("longitude"),
                        ZoneId.of(row.getString("zone")),
                        row.getInt("households")))
                .list();
    }

    static void save(Handle handle, List<Estate> estates) {
        if (estates.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO estates (id, name_en, name_zh, latitude, longitude, zone, households)
                VALUES (:id, :en, :zh, :latitude, :longitude, :zone, :households)
                ON CONFLICT (id) DO UPDATE SET name_en = excluded.name_en, name_zh = excluded.name_zh,
                    latitude = excluded.latitude, longitude = excluded.longitude, zone = excluded.zone,
                    households = excluded.households
                """)) {
            for (Estate estate : estates) {
                batch.bind("id", estate.id())
                        .bind("en", estate.name().en())
                        .bind("zh", estate.name().zh())
                        .bind("latitude", estate.latitude())
                        .bind("longitude", estate.longitude())
                        .bind("zone", estate.zone().getId())
                        .bind("households", estate.households())
                        .add();
            }
            batch.execute();
        }
    }
}
