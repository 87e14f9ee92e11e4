package io.caretaker.ingest.lorawan.library.sql;

import io.caretaker.ingest.lorawan.library.UplinkSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of raw payloads. Blocks on I/O; safe for use by several threads. */
final class UplinkTable {
    private static final HexFormat HEX = HexFormat.of();
    /** Bind parameters of one query: PostgreSQL and SQLite take far more. */
    private static final int DEVICES_AT_ONCE = 500;

    private final Jdbi jdbi;
    private final int perDevice;

    UplinkTable(Jdbi jdbi, int perDevice) {
        this.jdbi = jdbi;
        this.perDevice = perDevice;
    }

    /** Inserts all in one transaction and forgets what is above the number kept of each device. */
    void insert(List<UplinkSample> samples) {
        jdbi.useTransaction(handle -> {
            save(handle, samples);
            trim(handle, samples);
        });
    }

    private static void save(Handle handle, List<UplinkSample> samples) {
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO lorawan_uplinks (device, time_micros, f_cnt, f_port, payload)
                VALUES (:device, :time, :fCnt, :fPort, :payload)
                ON CONFLICT (device, time_micros, f_cnt) DO NOTHING
                """)) {
            for (UplinkSample sample : samples) {
                batch.bind("device", sample.device())
                        .bind("time", sample.timeMicros())
                        .bind("fCnt", sample.fCnt())
                        .bind("fPort", sample.fPort())
                        .bind("payload", HEX.formatHex(sample.payload()))
                        .add();
            }
            batch.execute();
        }
    }

    private void trim(Handle handle, List<UplinkSample> samples) {
        // The same order in every transaction, so that two writers cannot wait for each other.
        Collection<String> devices = new TreeSet<>();
        samples.forEach(s -> devices.add(s.device()));
        try (PreparedBatch batch = handle.prepareBatch("""
                DELETE FROM lorawan_uplinks WHERE device = :device AND time_micros <= (
                    SELECT time_micros FROM lorawan_uplinks WHERE device = :device
                    ORDER BY time_micros DESC LIMIT 1 OFFSET :kept)
                """)) {
            for (String device : devices) {
                batch.bind("device", device).bind("kept", perDevice).add();
            }
            batch.execute();
        }
    }

    List<UplinkSample> of(Collection<String> devices) {
        List<String> sorted = List.copyOf(new TreeSet<>(devices));
        List<UplinkSample> found = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += DEVICES_AT_ONCE) {
            List<String> some = sorted.subList(from, Math.min(sorted.size(), from + DEVICES_AT_ONCE));
            found.addAll(jdbi.withHandle(handle -> handle.createQuery("""
                            SELECT device, time_micros, f_cnt, f_port, payload FROM lorawan_uplinks
                            WHERE device IN (<devices>) ORDER BY device, time_micros DESC
                            """)
                    .bindList("devices", some)
                    .map((row, context) -> new UplinkSample(
                            row.getString("device"),
                            row.getLong("time_micros"),
                            row.getLong("f_cnt"),
                            row.getInt("f_port"),
                            HEX.parseHex(row.getString("payload"))))
                    .list()));
        }
        return found;
    }
}
