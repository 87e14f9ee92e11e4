package io.caretaker.alerting.dispatch.sql;

import io.caretaker.alerting.dispatch.TaskStore;
import io.caretaker.alerting.dispatch.TrackedTask;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.work.Crew;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Tasks in the work store, with the crews beside them. Safe for use by several threads. */
public final class SqlTaskStore implements TaskStore {
    private static final int MAX_PAGE = 1_000;

    private final Jdbi jdbi;
    private final SqlCrews crews;

    public SqlTaskStore(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.crews = new SqlCrews(jdbi);
    }

    /** Writes the tasks in the transaction of the handle: new ones, and newer states of known ones. */
    public void save(Handle handle, Collection<TrackedTask> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        PreparedBatch upsert = handle.prepareBatch("""
                INSERT INTO repair_task (id, incident, estate, asset, fault_type, trade, severity, state,
                    created_micros, due_micros, changed_micros, crew, planned_micros, attempts, note,
                    pinned, resting, offered_micros, passed_over)
                VALUES (:id, :incident, :estate, :asset, :type, :trade, :severity, :state,
                    :created, :due, :changed, :crew, :planned, :attempts, :note,
                    :pinned, :resting, :offered, :passedOver)
                ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, state = excluded.state,
                    due_micros = excluded.due_micros, changed_micros = excluded.changed_micros,
                    crew = excluded.crew, planned_micros = excluded.planned_micros,
                    attempts = excluded.attempts, note = excluded.note, pinned = excluded.pinned,
                    resting = excluded.resting, offered_micros = excluded.offered_micros,
                    passed_over = excluded.passed_over
                """);
        for (TrackedTask tracked : tasks) {
            RepairTask task = tracked.task();
            upsert.bind("id", task.id())
                    .bind("incident", task.incident())
                    .bind("estate", task.estate())
                    .bind("asset", task.asset())
                    .bind("type", task.faultType())
                    .bind("trade", task.trade())
                    .bind("severity", task.severity().name())
                    .bind("state", task.state().name())
                    .bind("created", task.createdMicros())
                    .bind("due", task.dueMicros())
                    .bind("changed", task.changedMicros())
                    .bind("crew", task.crew().orElse(null))
                    .bind("planned", task.plannedStartMicros())
                    .bind("attempts", task.attempts())
                    .bind("note", task.note())
                    .bind("pinned", tracked.pinned() ? 1 : 0)
                    .bind("resting", tracked.resting() ? 1 : 0)
                    .bind("offered", tracked.offeredMicros())
                    .bind("passedOver", JsonTexts.write(tracked.passedOver()))
                    .add();
        }
        upsert.execute();
    }

    /** What dispatch is restored from: every task that is not over. */
    public List<TrackedTask> forRestart(Handle handle) {
        return handle.createQuery("SELECT * FROM repair_task WHERE state NOT IN ('VERIFIED', 'CANCELLED') ORDER BY id")
                .map((row, context) -> new TrackedTask(
                        task(row),
                        row.getInt("pinned") == 1,
                        row.getInt("resting") == 1,
                        row.getLong("offered_micros"),
                        new TreeSet<>(JsonTexts.read(row.getString("passed_over")))))
                .list();
    }

    @Override
    public Optional<RepairTask> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM repair_task WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> task(row))
                .findOne());
    }

    /** @throws InvalidValue when the limit is not 1 to 1,000 */
    @Override
    public List<RepairTask> list(Set<TaskState> states, Optional<String> estate, int limit, Optional<String> after) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new InvalidValue("limit", limit, "1 to " + MAX_PAGE);
        }
        StringBuilder sql = new StringBuilder("SELECT t.* FROM repair_task t WHERE 1 = 1");
        if (!states.isEmpty()) {
            sql.append(" AND t.state IN (<states>)");
        }
        estate.ifPresent(e -> sql.append(" AND t.estate = :estate"));
        after.ifPresent(a -> sql.append(
                " AND (t.due_micros, t.id) > (SELECT p.due_micros, p.id FROM repair_task p WHERE p.id = :after)"));
        sql.append(" ORDER BY t.due_micros, t.id LIMIT :limit");
        return jdbi.withHandle(handle -> {
            Query select = handle.createQuery(sql.toString()).bind("limit", limit);
            if (!states.isEmpty()) {
                select.bindList(
                        "states", states.stream().map(Enum::name).sorted().toList());
            }
            estate.ifPresent(e -> select.bind("estate", e));
            after.ifPresent(a -> select.bind("after", a));
            return select.map((row, context) -> task(row)).list();
        });
    }

    @Override
    public List<RepairTask> ofIncident(String incident) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM repair_task WHERE incident = :incident ORDER BY created_micros, id")
                .bind("incident", incident)
                .map((row, context) -> task(row))
                .list());
    }

    @Override
    public List<Crew> crews() {
        return crews.all();
    }

    private static RepairTask task(ResultSet row) throws SQLException {
        return new RepairTask(
                row.getString("id"),
                row.getString("incident"),
                row.getString("estate"),
                row.getString("asset"),
                row.getString("fault_type"),
                row.getString("trade"),
                Severity.valueOf(row.getString("severity")),
                TaskState.valueOf(row.getString("state")),
                row.getLong("created_micros"),
                row.getLong("due_micros"),
                row.getLong("changed_micros"),
                Optional.ofNullable(row.getString("crew")),
                row.getLong("planned_micros"),
                row.getInt("attempts"),
                row.getString("note"));
    }
}
