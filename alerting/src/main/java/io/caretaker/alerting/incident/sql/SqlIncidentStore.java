package io.caretaker.alerting.incident.sql;

import io.caretaker.alerting.incident.IncidentCodec;
import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Incidents in the work store, as JSON documents with the columns that are searched by. Safe for use by several threads. */
public final class SqlIncidentStore implements IncidentStore {
    private static final int MAX_PAGE = 1_000;

    private final Jdbi jdbi;

    public SqlIncidentStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Writes the incidents in the transaction of the handle: new ones, and newer states of known ones. */
    public void save(Handle handle, Collection<Incident> incidents) {
        if (incidents.isEmpty()) {
            return;
        }
        PreparedBatch upsert = handle.prepareBatch("""
                INSERT INTO incident (id, estate, state, severity, fault_type, asset, changed_micros, closed_micros, document)
                VALUES (:id, :estate, :state, :severity, :type, :asset, :changed, :closed, :document)
                ON CONFLICT (id) DO UPDATE SET state = excluded.state, severity = excluded.severity,
                    changed_micros = excluded.changed_micros, closed_micros = excluded.closed_micros,
                    document = excluded.document
                """);
        PreparedBatch assets = handle.prepareBatch("""
                INSERT INTO incident_asset (asset, incident) VALUES (:asset, :incident)
                ON CONFLICT (asset, incident) DO NOTHING
                """);
        for (Incident incident : incidents) {
            upsert.bind("id", incident.id())
                    .bind("estate", incident.estate())
                    .bind("state", incident.state().name())
                    .bind("severity", incident.severity().name())
                    .bind("type", incident.type())
                    .bind("asset", incident.asset())
                    .bind("changed", incident.changedMicros())
                    .bind("closed", incident.state() == IncidentState.CLOSED ? IncidentCodec.endMicros(incident) : 0L)
                    .bind("document", IncidentCodec.encode(incident))
                    .add();
            assetsOf(incident)
                    .forEach(a -> assets.bind("asset", a)
                            .bind("incident", incident.id())
                            .add());
        }
        upsert.execute();
        assets.execute();
    }

    /**
     * What the correlator is restored from: all that are not closed, and those closed within the span before the last
     * change that was stored.
     */
    public List<Incident> forRestart(Handle handle, Duration closedWithin) {
        return handle.createQuery("""
                        SELECT document FROM incident
                        WHERE closed_micros = 0
                           OR closed_micros > (SELECT MAX(changed_micros) FROM incident) - :within
                        ORDER BY id
                        """)
                .bind("within", TimeUnit.MICROSECONDS.convert(closedWithin))
                .map((row, context) -> IncidentCodec.decode(row.getString("document")))
                .list();
    }

    @Override
    public Optional<Incident> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT document FROM incident WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> IncidentCodec.decode(row.getString("document")))
                .findOne());
    }

    /** @throws InvalidValue when the limit is out of range */
    @Override
    public List<Incident> list(IncidentStore.Query query) {
        if (query.limit() < 1 || query.limit() > MAX_PAGE) {
            throw new InvalidValue("limit", query.limit(), "1 to " + MAX_PAGE);
        }
        StringBuilder sql = new StringBuilder("SELECT i.document FROM incident i WHERE 1 = 1");
        if (!query.states().isEmpty()) {
            sql.append(" AND i.state IN (<states>)");
        }
        query.estate().ifPresent(e -> sql.append(" AND i.estate = :estate"));
        query.asset()
                .ifPresent(a -> sql.append(" AND i.id IN (SELECT incident FROM incident_asset WHERE asset = :asset)"));
        query.after()
                .ifPresent(
                        a -> sql.append(
                                " AND (i.changed_micros, i.id) < (SELECT p.changed_micros, p.id FROM incident p WHERE p.id = :after)"));
        sql.append(" ORDER BY i.changed_micros DESC, i.id DESC LIMIT :limit");
        return jdbi.withHandle(handle -> {
            org.jdbi.v3.core.statement.Query select =
                    handle.createQuery(sql.toString()).bind("limit", query.limit());
            if (!query.states().isEmpty()) {
                select.bindList(
                        "states",
                        query.states().stream().map(Enum::name).sorted().toList());
            }
            query.estate().ifPresent(e -> select.bind("estate", e));
            query.asset().ifPresent(a -> select.bind("asset", a));
            query.after().ifPresent(a -> select.bind("after", a));
            return select.map((row, context) -> IncidentCodec.decode(row.getString("document")))
                    .list();
        });
    }

    @Override
    public List<Count> counts() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT estate, state, COUNT(*) AS number FROM incident
                        GROUP BY estate, state ORDER BY estate, state
                        """)
                .map((row, context) -> new Count(
                        row.getString("estate"), IncidentState.valueOf(row.getString("state")), row.getLong("number")))
                .list());
    }

    private static Set<String> assetsOf(Incident incident) {
        Set<String> assets = new LinkedHashSet<>();
        Stream.concat(Stream.of(incident.asset()), incident.faults().stream().map(ExplainedFault::asset))
                .forEach(assets::add);
        return assets;
    }
}
