package io.caretaker.ingest.registry.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Assets and their rows; the attributes are one JSON document. */
final class AssetRows {
    private static final TypeReference<Map<String, Double>> ATTRIBUTES = new TypeReference<>() {};

    private AssetRows() {}

    static List<Asset> load(Handle handle) {
        return handle.createQuery(
                        "SELECT id, estate, parent, type, name_en, name_zh, attributes FROM assets ORDER BY id")
                .map((row, context) -> new Asset(
                        row.getString("id"),
                        row.getString("estate"),
                        Optional.ofNullable(row.getString("parent")),
                        AssetType.valueOf(row.getString("type")),
                        new Text(row.getString("name_en"), row.getString("name_zh")),
                        Documents.read(row.getString("attributes"), ATTRIBUTES)))
                .list();
    }

    static void save(Handle handle, List<Asset> assets) {
        if (assets.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO assets (id, estate, parent, type, name_en, name_zh, attributes)
                VALUES (:id, :estate, :parent, :type, :en, :zh, :attributes)
                ON CONFLICT (id) DO UPDATE SET estate = excluded.estate, parent = excluded.parent,
                    type = excluded.type, name_en = excluded.name_en, name_zh = excluded.name_zh,
                    attributes = excluded.attributes
                """)) {
            for (Asset asset : assets) {
                batch.bind("id", asset.id())
                        .bind("estate", asset.estate())
                        .bind("parent", asset.parent().orElse(null))
                        .bind("type", asset.type().name())
                        .bind("en", asset.name().en())
                        .bind("zh", asset.name().zh())
                        .bind("attributes", Documents.write(asset.attributes()))
                        .add();
            }
            batch.execute();
        }
    }
}
