package io.caretaker.ingest.telemetry.influx;

import com.influxdb.query.InfluxQLQueryResult.Series;
import com.influxdb.query.InfluxQLQueryResult.Series.Record;
import io.caretaker.model.reading.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * All readings of some devices in time order, slice by slice: the client holds an answer in memory as a whole, so the
 * span of a slice follows the density of the data. A slice that hits the limit is asked again at half its span. For one
 * scan, one thread.
 */
final class InfluxScan {
    private static final long FIRST_SPAN = 3_600_000_000L;
    /** Readings of a slice below which the next one is longer. */
    private static final int FEW = 20_000;
    /** Readings of one metric that an answer may hold. */
    private static final int LIMIT = 50_000;
    /** A longer pattern would make the server's parser slow. */
    private static final int DEVICES_AT_ONCE = 500;

    private final InfluxConnection connection;
    private final List<String> devices;
    private final Map<String, Integer> order = new HashMap<>();

    InfluxScan(InfluxConnection connection, List<String> devices) {
        this.connection = connection;
        this.devices = devices.stream().distinct().toList();
        this.devices.forEach(device -> order.put(device, order.size()));
    }

    void run(long fromMicros, long toMicros, Consumer<Reading> into) {
        long span = FIRST_SPAN;
        OptionalLong from = nextTime(fromMicros, toMicros);
        while (from.isPresent()) {
            long end = Math.min(toMicros, from.getAsLong() + span);
            List<Reading> slice = slice(from.getAsLong(), end);
            if (slice == null) {
                span = Math.max(1, (end - from.getAsLong()) / 2);
                continue;
            }
            slice.forEach(into);
            span = slice.size() < FEW ? span * 2 : span;
            // Where nothing comes for a long time the next slice begins at the data, not at twice the emptiness.
            from = slice.isEmpty() || slice.size() < FEW ? nextTime(end, toMicros) : from(end, toMicros);
        }
    }

    private static OptionalLong from(long micros, long toMicros) {
        return micros < toMicros ? OptionalLong.of(micros) : OptionalLong.empty();
    }

    /** Time of the first reading in the span. */
    private OptionalLong nextTime(long fromMicros, long toMicros) {
        return from(fromMicros, toMicros).isEmpty()
                ? OptionalLong.empty()
                : read(fromMicros, toMicros, 1).stream()
                        .mapToLong(Reading::timeMicros)
                        .min();
    }

    /** The readings in order; null when there are more than an answer may hold. */
    private List<Reading> slice(long fromMicros, long toMicros) {
        boolean indivisible = toMicros - fromMicros == 1;
        List<Reading> readings = read(fromMicros, toMicros, indivisible ? Integer.MAX_VALUE : LIMIT);
        if (readings == null) {
            return null;
        }
        readings.sort(Comparator.comparingLong(Reading::timeMicros)
                .thenComparing(reading -> order.get(reading.device()))
                .thenComparing(Reading::metric));
        return readings;
    }

    private List<Reading> read(long fromMicros, long toMicros, int limit) {
        List<Reading> readings = new ArrayList<>();
        for (int at = 0; at < devices.size(); at += DEVICES_AT_ONCE) {
            List<String> some = devices.subList(at, Math.min(devices.size(), at + DEVICES_AT_ONCE));
            for (Series series : connection.query(InfluxQl.scan(some, fromMicros, toMicros, limit))) {
                if (limit > 1 && series.getValues().size() >= limit) {
                    return null;
                }
                series.getValues().forEach(row -> readings.add(reading(series.getName(), row)));
            }
        }
        return readings;
    }

    private static Reading reading(String metric, Record row) {
        return new Reading(
                row.getValueByKey("device").toString(),
                metric,
                InfluxHistory.number(row, "time"),
                InfluxHistory.decimal(row, "value"),
                InfluxHistory.quality(row),
                "");
    }
}
