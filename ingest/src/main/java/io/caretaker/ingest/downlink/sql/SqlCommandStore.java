package io.caretaker.ingest.downlink.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.caretaker.ingest.downlink.CommandState;
import io.caretaker.ingest.downlink.CommandStore;
import io.caretaker.ingest.downlink.DeviceCommand;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** Commands in the work store. */
public final class SqlCommandStore implements CommandStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Double>> PARAMETERS = new TypeReference<>() {};
    private static final String COLUMNS = """
            SELECT id, device, name, parameters, safety_relevant, state, requested_by, requested_micros, confirmed_by,
                expires_micros, changed_micros, idempotency_key, note
            FROM device_commands
            """;

    private final Jdbi jdbi;

    public SqlCommandStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void save(DeviceCommand command, Step step) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO device_commands (id, device, name, parameters, safety_relevant, state,
                                requested_by, requested_micros, confirmed_by, expires_micros, changed_micros,
                                idempotency_key, note)
                            VALUES (:id, :device, :name, :parameters, :safety, :state, :by, :requested, :confirmedBy,
                                :expires, :changed, :key, :note)
                            ON CONFLICT (id) DO UPDATE SET state = excluded.state, confirmed_by = excluded.confirmed_by,
                                changed_micros = excluded.changed_micros, note = excluded.note
                            """)
                    .bind("id", command.id())
                    .bind("device", command.device())
                    .bind("name", command.name())
                    .bind("parameters", json(command.parameters()))
                    .bind("safety", command.safetyRelevant() ? 1 : 0)
                    .bind("state", command.state().name())
                    .bind("by", command.requestedBy())
                    .bind("requested", command.requestedMicros())
                    .bind("confirmedBy", command.confirmedBy())
                    .bind("expires", command.expiresMicros())
                    .bind("changed", command.changedMicros())
                    .bind("key", command.idempotencyKey())
                    .bind("note", command.note())
                    .execute();
            handle.createUpdate("""
                            INSERT INTO device_command_events (command, position, time_micros, state, actor, note)
                            VALUES (:id, (SELECT COUNT(*) FROM device_command_events WHERE command = :id), :time, :state,
                                :actor, :note)
                            """)
                    .bind("id", command.id())
                    .bind("time", step.timeMicros())
                    .bind("state", step.state().name())
                    .bind("actor", step.actor())
                    .bind("note", step.note())
                    .execute();
        });
    }

    @Override
    public Optional<DeviceCommand> find(String id) {
        return one("WHERE id = :value", id);
    }

    @Override
    public Optional<DeviceCommand> byKey(String idempotencyKey) {
        return one("WHERE idempotency_key = :value", idempotencyKey);
    }

    private Optional<DeviceCommand> one(String where, String value) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + where)
                .bind("value", value)
                .map((row, context) -> command(row))
                .findOne());
    }

    @Override
    public List<DeviceCommand> open() {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + """
                        WHERE state IN ('AWAITING_CONFIRMATION', 'QUEUED', 'SENT', 'ACKNOWLEDGED')
                        ORDER BY requested_micros, id
                        """)
                .map((row, context) -> command(row))
                .list());
    }

    @Override
    public List<DeviceCommand> of(String device, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + """
                        WHERE device = :device ORDER BY requested_micros DESC, id DESC LIMIT :limit
                        """)
                .bind("device", device)
                .bind("limit", limit)
                .map((row, context) -> command(row))
                .list());
    }

    @Override
    public List<Step> steps(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT time_micros, state, actor, note FROM device_command_events
                        WHERE command = :id ORDER BY position
                        """)
                .bind("id", id)
                .map((row, context) -> new Step(
                        row.getLong(1), CommandState.valueOf(row.getString(2)), row.getString(3), row.getString(4)))
                .list());
    }

    private static DeviceCommand command(ResultSet row) throws SQLException {
        return new DeviceCommand(
                row.getString("id"),
                row.getString("device"),
                row.getString("name"),
                parameters(row.getString("parameters")),
                row.getInt("safety_relevant") == 1,
                CommandState.valueOf(row.getString("state")),
                row.getString("requested_by"),
                row.getLong("requested_micros"),
                row.getString("confirmed_by"),
                row.getLong("expires_micros"),
                row.getLong("changed_micros"),
                row.getString("idempotency_key"),
                row.getString("note"));
    }

    private static String json(Map<String, Double> parameters) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(parameters));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing the parameters of a command", e);
        }
    }

    private static Map<String, Double> parameters(String json) {
        try {
            return JSON.readValue(json, PARAMETERS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("reading the parameters of a command", e);
        }
    }
}
