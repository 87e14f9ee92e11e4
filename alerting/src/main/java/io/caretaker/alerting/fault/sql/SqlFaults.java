package io.caretaker.alerting.fault.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.alerting.fault.FaultLog;
import io.caretaker.alerting.fault.FaultRecord;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.FaultEvent.FaultCleared;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.fault.Severity;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The fault log in the work store. */
public final class SqlFaults implements FaultLog {
    private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final ObjectMapper json = new ObjectMapper();

    public SqlFaults(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Raised faults in the caller's transaction; one that is there already stays as it is. */
    public void raise(Handle handle, List<FaultRaised> faults) {
        if (faults.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO fault (id, type, asset, severity, onset_micros, raised_micros, evidence)
                VALUES (:id, :type, :asset, :severity, :onset, :raised, :evidence)
                ON CONFLICT (id) DO NOTHING""");
        for (FaultRaised fault : faults) {
            batch.bind("id", fault.faultId())
                    .bind("type", fault.type())
                    .bind("asset", fault.asset())
                    .bind("severity", fault.severity().name())
                    .bind("onset", fault.onsetMicros())
                    .bind("raised", fault.timeMicros())
                    .bind("evidence", write(fault.evidence()))
                    .add();
        }
        batch.execute();
    }

    public void clear(Handle handle, List<FaultCleared> faults) {
        if (faults.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("UPDATE fault SET cleared_micros = :time WHERE id = :id");
        faults.forEach(fault -> batch.bind("id", fault.faultId())
                .bind("time", fault.timeMicros())
                .add());
        batch.execute();
    }

    @Override
    public List<FaultRecord> list(
            Optional<String> asset, Optional<String> type, boolean openOnly, int limit, Optional<String> after) {
        StringBuilder sql = new StringBuilder("SELECT * FROM fault WHERE 1 = 1");
        asset.ifPresent(a -> sql.append(" AND asset = :asset"));
        type.ifPresent(t -> sql.append(" AND type = :type"));
        if (openOnly) {
            sql.append(" AND cleared_micros IS NULL");
        }
        after.ifPresent(
                a -> sql.append(" AND (raised_micros, id) < (SELECT raised_micros, id FROM fault WHERE id = :after)"));
        sql.append(" ORDER BY raised_micros DESC, id DESC LIMIT :limit");
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql.toString()).bind("limit", limit);
            asset.ifPresent(a -> query.bind("asset", a));
            type.ifPresent(t -> query.bind("type", t));
            after.ifPresent(a -> query.bind("after", a));
            return query.map(this::read).list();
        });
    }

    private FaultRecord read(ResultSet row, StatementContext context) throws SQLException {
        long cleared = row.getLong("cleared_micros");
        OptionalLong clearedMicros = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(cleared);
        return new FaultRecord(
                row.getString("id"),
                row.getString("type"),
                row.getString("asset"),
                Severity.valueOf(row.getString("severity")),
                row.getLong("onset_micros"),
                row.getLong("raised_micros"),
                clearedMicros,
                readEvidence(row.getString("evidence")));
    }

    private String write(List<Evidence> evidence) {
        try {
            return json.writeValueAsString(evidence);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing evidence as JSON", e);
        }
    }

    private List<Evidence> readEvidence(String text) {
        try {
            return json.readValue(text, EVIDENCE);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("reading evidence from the fault log", e);
        }
    }
}
