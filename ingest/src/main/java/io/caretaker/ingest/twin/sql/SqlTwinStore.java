package io.caretaker.ingest.twin.sql;

import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.twin.DeviceTwin;
import io.caretaker.ingest.twin.TwinStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Twins in the work store. */
public final class SqlTwinStore implements TwinStore {
    private final Jdbi jdbi;

    public SqlTwinStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<DeviceTwin> load() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT device, last_seen_micros, connected, connection_micros, protocol, address, rssi, snr,
                            battery, firmware, status, status_micros
                        FROM device_twins
                        """).map((row, context) -> twin(row)).list());
    }

    @Override
    public void save(Collection<DeviceTwin> twins) {
        jdbi.useTransaction(handle -> {
            try (PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO device_twins (device, last_seen_micros, connected, connection_micros, protocol, address,
                        rssi, snr, battery, firmware, status, status_micros)
                    VALUES (:device, :seen, :connected, :connection, :protocol, :address, :rssi, :snr, :battery,
                        :firmware, :status, :statusTime)
                    ON CONFLICT (device) DO UPDATE SET last_seen_micros = excluded.last_seen_micros,
                        connected = excluded.connected, connection_micros = excluded.connection_micros,
                        protocol = excluded.protocol, address = excluded.address, rssi = excluded.rssi,
                        snr = excluded.snr, battery = excluded.battery, firmware = excluded.firmware,
                        status = excluded.status, status_micros = excluded.status_micros
                    """)) {
                twins.forEach(t -> bind(batch, t));
                batch.execute();
            }
        });
    }

    @Override
    public void remove(Collection<String> devices) {
        jdbi.useTransaction(handle -> {
            try (PreparedBatch batch = handle.prepareBatch("DELETE FROM device_twins WHERE device = :device")) {
                devices.forEach(d -> batch.bind("device", d).add());
                batch.execute();
            }
        });
    }

    private static void bind(PreparedBatch batch, DeviceTwin t) {
        batch.bind("device", t.device())
                .bind("seen", t.lastSeenMicros())
                .bind("connected", t.connected() ? 1 : 0)
                .bind("connection", t.connectionMicros())
                .bind("protocol", t.protocol().map(Protocol::name).orElse(""))
                .bind("address", t.address())
                .bind("rssi", boxed(t.rssi()))
                .bind("snr", boxed(t.snr()))
                .bind("battery", boxed(t.battery()))
                .bind("firmware", t.firmware())
                .bind("status", t.status())
                .bind("statusTime", t.statusMicros())
                .add();
    }

    private static DeviceTwin twin(ResultSet row) throws SQLException {
        String protocol = row.getString("protocol");
        return new DeviceTwin(
                row.getString("device"),
                row.getLong("last_seen_micros"),
                row.getInt("connected") == 1,
                row.getLong("connection_micros"),
                Arrays.stream(Protocol.values())
                        .filter(p -> p.name().equals(protocol))
                        .findFirst(),
                row.getString("address"),
                number(row, "rssi"),
                number(row, "snr"),
                number(row, "battery"),
                row.getString("firmware"),
                row.getString("status"),
                row.getLong("status_micros"));
    }

    private static Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
