package io.caretaker.ingest.registry.sql;

import io.caretaker.model.Text;
import io.caretaker.model.estate.DownlinkMapping;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Profiles and their rows; the metrics are one JSON document. */
final class ProfileRows {
    private ProfileRows() {}

    static List<Profile> load(Handle handle) {
        return handle.createQuery(
                        "SELECT id, name_en, name_zh, metrics, codec, mapping, downlinks FROM profiles ORDER BY id")
                .map((row, context) -> new Profile(
                        row.getString("id"),
                        new Text(row.getString("name_en"), row.getString("name_zh")),
                        List.of(Documents.read(row.getString("metrics"), MetricSpec[].class)),
                        row.getString("codec"),
                        List.of(Documents.read(row.getString("mapping"), FieldMapping[].class)),
                        List.of(Documents.read(row.getString("downlinks"), DownlinkMapping[].class))))
                .list();
    }

    static void save(Handle handle, List<Profile> profiles) {
        if (profiles.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO profiles (id, name_en, name_zh, metrics, codec, mapping, downlinks)
                VALUES (:id, :en, :zh, :metrics, :codec, :mapping, :downlinks)
                ON CONFLICT (id) DO UPDATE SET name_en = excluded.name_en, name_zh = excluded.name_zh,
                    metrics = excluded.metrics, codec = excluded.codec, mapping = excluded.mapping,
                    downlinks = excluded.downlinks
                """)) {
            for (Profile profile : profiles) {
                batch.bind("id", profile.id())
                        .bind("en", profile.name().en())
                        .bind("zh", profile.name().zh())
                        .bind("metrics", Documents.write(profile.metrics()))
                        .bind("codec", profile.codec())
                        .bind("mapping", Documents.write(profile.mapping()))
                        .bind("downlinks", Documents.write(profile.downlinks()))
                        .add();
            }
            batch.execute();
        }
    }
}
