package io.caretaker.ingest.telemetry.influx;

import com.influxdb.query.InfluxQLQueryResult.Series;
import com.influxdb.query.InfluxQLQueryResult.Series.Record;
import io.caretaker.ingest.telemetry.BucketGrid;
import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Questions about one device, asked in InfluxQL. Safe for use by several threads. */
final class InfluxHistory {
    private static final Quality[] QUALITIES = Quality.values();

    private final InfluxConnection connection;

    InfluxHistory(InfluxConnection connection) {
        this.connection = connection;
    }

    List<Sample> samples(String device, String metric, long fromMicros, long toMicros, int limit) {
        if (fromMicros >= toMicros || limit < 1) {
            return List.of();
        }
        String query =
                InfluxQl.samples(device, metric, InfluxTimes.clamp(fromMicros), InfluxTimes.clamp(toMicros), limit);
        List<Sample> samples = new ArrayList<>();
        for (Series series : connection.query(query)) {
            series.getValues().forEach(record -> samples.add(sample(record)));
        }
        return samples;
    }

    Optional<Sample> latest(String device, String metric) {
        return connection.query(InfluxQl.latest(device, metric)).stream()
                .flatMap(series -> series.getValues().stream())
                .map(InfluxHistory::sample)
                .findFirst();
    }

    Map<String, Sample> latest(String device) {
        Map<String, Sample> newest = new TreeMap<>();
        for (Series series : connection.query(InfluxQl.latest(device))) {
            series.getValues().forEach(record -> newest.put(series.getName(), sample(record)));
        }
        return newest;
    }

    List<Bucket> buckets(String device, String metric, BucketGrid grid) {
        List<Bucket> buckets = new ArrayList<>();
        for (Series series : connection.query(InfluxQl.buckets(device, metric, grid))) {
            for (Record row : series.getValues()) {
                buckets.add(new Bucket(
                        number(row, "time"),
                        decimal(row, "min"),
                        decimal(row, "mean"),
                        decimal(row, "max"),
                        number(row, "count")));
            }
        }
        return buckets;
    }

    private static Sample sample(Record row) {
        return new Sample(number(row, "time"), decimal(row, "value"), quality(row));
    }

    /** Good where another writer has left it out. */
    static Quality quality(Record row) {
        Object ordinal = row.getValueByKey("quality");
        return ordinal == null || ordinal.toString().isEmpty()
                ? Quality.GOOD
                : QUALITIES[Math.floorMod(Integer.parseInt(ordinal.toString()), QUALITIES.length)];
    }

    static long number(Record row, String column) {
        return Long.parseLong(row.getValueByKey(column).toString());
    }

    static double decimal(Record row, String column) {
        return Double.parseDouble(row.getValueByKey(column).toString());
    }
}
