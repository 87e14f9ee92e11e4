package io.caretaker.alerting.incident.sql;

import io.caretaker.alerting.incident.StateRow;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows that the correlator is restored from, beside incidents. Stateless, as {@link StageOffsets}. */
public final class SqlCorrelatorState {
    public void save(Handle handle, Collection<StateRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch put = handle.prepareBatch("""
                INSERT INTO correlator_state (state_key, document) VALUES (:key, :document)
                ON CONFLICT (state_key) DO UPDATE SET document = excluded.document
                """);
        PreparedBatch remove = handle.prepareBatch("DELETE FROM correlator_state WHERE state_key = :key");
        for (StateRow row : rows) {
            if (row.document().isPresent()) {
                put.bind("key", row.key())
                        .bind("document", row.document().get())
                        .add();
            } else {
                remove.bind("key", row.key()).add();
            }
        }
        if (put.size() > 0) {
            put.execute();
        }
        if (remove.size() > 0) {
            remove.execute();
        }
    }

    public List<StateRow> load(Handle handle) {
        return handle.createQuery("SELECT state_key, document FROM correlator_state ORDER BY state_key")
                .map((row, context) -> new StateRow(row.getString("state_key"), Optional.of(row.getString("document"))))
                .list();
    }
}
