package io.caretaker.ingest.quality.sql;

import io.caretaker.ingest.quality.DeviceDay;
import io.caretaker.ingest.quality.Flaw;
import io.caretaker.ingest.quality.QualityLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Counts of data quality in SQL. Flaws are stored as {@code DUPLICATE=3 MISSING=12}: nothing is searched by them. */
public final class SqlQualityLog implements QualityLog {
    private static final int IN_LIST = 500;

    private final Jdbi jdbi;

    public SqlQualityLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Resume resume() {
        return jdbi.withHandle(handle -> {
            long offset = handle.createQuery("SELECT next_offset FROM data_quality_offset WHERE id = 1")
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L);
            List<DeviceDay> newest =
                    handle.createQuery("""
                            SELECT q.device, q.day, q.messages, q.readings, q.flaws, q.offset_micros, q.last_micros
                            FROM data_quality q
                            JOIN (SELECT device, MAX(day) AS day FROM data_quality GROUP BY device) n
                              ON n.device = q.device AND n.day = q.day
                            """).map((row, context) -> day(row)).list();
            return new Resume(offset, newest);
        });
    }

    @Override
    public void put(long nextOffset, List<DeviceDay> days, int keepFromDay) {
        jdbi.useTransaction(handle -> {
            if (!days.isEmpty()) {
                put(handle, days);
            }
            handle.createUpdate("DELETE FROM data_quality WHERE day < :day")
                    .bind("day", keepFromDay)
                    .execute();
            handle.createUpdate("""
                            INSERT INTO data_quality_offset (id, next_offset) VALUES (1, :offset)
                            ON CONFLICT (id) DO UPDATE SET next_offset = excluded.next_offset
                            """).bind("offset", nextOffset).execute();
        });
    }

    private static void put(Handle handle, List<DeviceDay> days) {
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO data_quality (device, day, messages, readings, flaws, offset_micros, last_micros)
                VALUES (:device, :day, :messages, :readings, :flaws, :offset, :last)
                ON CONFLICT (device, day) DO UPDATE SET messages = excluded.messages, readings = excluded.readings,
                    flaws = excluded.flaws, offset_micros = excluded.offset_micros, last_micros = excluded.last_micros
                """)) {
            for (DeviceDay day : days) {
                batch.bind("device", day.device())
                        .bind("day", day.day())
                        .bind("messages", day.messages())
                        .bind("readings", day.readings())
                        .bind("flaws", text(day.flaws()))
                        .bind("offset", day.offsetMicros())
                        .bind("last", day.lastMicros())
                        .add();
            }
            batch.execute();
        }
    }

    @Override
    public List<DeviceDay> days(List<String> devices, int fromDay, int toDay) {
        List<DeviceDay> days = new ArrayList<>();
        for (int from = 0; from < devices.size(); from += IN_LIST) {
            List<String> some = devices.subList(from, Math.min(devices.size(), from + IN_LIST));
            days.addAll(jdbi.withHandle(handle -> handle.createQuery("""
                            SELECT device, day, messages, readings, flaws, offset_micros, last_micros
                            FROM data_quality WHERE day BETWEEN :from AND :to AND device IN (<devices>)
                            """)
                    .bind("from", fromDay)
                    .bind("to", toDay)
                    .bindList("devices", some)
                    .map((row, context) -> day(row))
                    .list()));
        }
        return days;
    }

    private static DeviceDay day(ResultSet row) throws SQLException {
        return new DeviceDay(
                row.getString("device"),
                row.getInt("day"),
                row.getLong("messages"),
                row.getLong("readings"),
                flaws(row.getString("flaws")),
                row.getLong("offset_micros"),
                row.getLong("last_micros"));
    }

    private static String text(Map<Flaw, Long> flaws) {
        return flaws.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey().name() + "=" + e.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Map<Flaw, Long> flaws(String text) {
        Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
        for (String part : text.split(" ")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                flaws.put(Flaw.valueOf(part.substring(0, equals)), Long.valueOf(part.substring(equals + 1)));
            }
        }
        return flaws;
    }
}
