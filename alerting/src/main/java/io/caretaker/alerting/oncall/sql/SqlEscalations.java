package io.caretaker.alerting.oncall.sql;

import io.caretaker.alerting.oncall.Call;
import io.caretaker.alerting.oncall.CallPhase;
import io.caretaker.alerting.oncall.Escalation;
import io.caretaker.alerting.oncall.EscalationNotice;
import io.caretaker.alerting.oncall.EscalationPolicy;
import io.caretaker.alerting.oncall.People;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.IncidentState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps how far the calling has got, so that a restart goes on in mid-chain. Safe for use by several threads. */
public final class SqlEscalations {
    private final Jdbi jdbi;

    public SqlEscalations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Within the caller's transaction, the one that stores the notifications of the same fold. */
    public void save(Handle handle, Escalation.Changes changes) {
        if (!changes.saved().isEmpty()) {
            try (PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO escalation
                        (incident, estate, severity, reopened, seen, phase, number, step, told, due_micros)
                    VALUES (:incident, :estate, :severity, :reopened, :seen, :phase, :number, :step, :told, :due)
                    ON CONFLICT (incident) DO UPDATE SET
                        estate = excluded.estate, severity = excluded.severity, reopened = excluded.reopened,
                        seen = excluded.seen, phase = excluded.phase, number = excluded.number,
                        step = excluded.step, told = excluded.told, due_micros = excluded.due_micros
                    """)) {
                changes.saved().forEach(call -> bind(batch, call));
                batch.execute();
            }
        }
        if (!changes.removed().isEmpty()) {
            try (PreparedBatch batch = handle.prepareBatch("DELETE FROM escalation WHERE incident = :incident")) {
                changes.removed().forEach(id -> batch.bind("incident", id).add());
                batch.execute();
            }
        }
        handle.createUpdate("""
                        INSERT INTO escalation_clock (id, now_micros) VALUES (1, :now)
                        ON CONFLICT (id) DO UPDATE SET now_micros = excluded.now_micros
                        """).bind("now", changes.nowMicros()).execute();
    }

    /** Escalation as it was last saved; a new one when nothing was. */
    public Escalation restore(Supplier<People> people, EscalationPolicy policy, Consumer<EscalationNotice> notices) {
        return jdbi.inTransaction(handle -> {
            long now = handle.createQuery("SELECT now_micros FROM escalation_clock WHERE id = 1")
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L);
            List<Call> calls = handle.createQuery("SELECT * FROM escalation ORDER BY incident")
                    .map((row, context) -> call(row))
                    .list();
            return Escalation.restore(now, calls, people, policy, notices);
        });
    }

    /** The calling for one incident, empty when it is closed or unknown. */
    public Optional<Call> find(String incident) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM escalation WHERE incident = :incident")
                .bind("incident", incident)
                .map((row, context) -> call(row))
                .findOne());
    }

    private static void bind(PreparedBatch batch, Call call) {
        batch.bind("incident", call.incident())
                .bind("estate", call.estate())
                .bind("severity", call.severity().name())
                .bind("reopened", call.reopened())
                .bind("seen", call.seen().name())
                .bind("phase", call.phase().name())
                .bind("number", call.number())
                .bind("step", call.step())
                .bind("told", call.told())
                .bind("due", call.dueMicros() == Call.NEVER ? null : (Long) call.dueMicros())
                .add();
    }

    private static Call call(ResultSet row) throws SQLException {
        long due = row.getLong("due_micros");
        boolean never = row.wasNull();
        return new Call(
                row.getString("incident"),
                row.getString("estate"),
                Severity.valueOf(row.getString("severity")),
                row.getInt("reopened"),
                IncidentState.valueOf(row.getString("seen")),
                CallPhase.valueOf(row.getString("phase")),
                row.getInt("number"),
                row.getInt("step"),
                row.getInt("told"),
                never ? Call.NEVER : due);
    }
}
