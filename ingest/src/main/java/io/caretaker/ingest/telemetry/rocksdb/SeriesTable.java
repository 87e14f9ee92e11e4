package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.Keys;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * All series by device and metric, in memory and, with their newest sample, in the family {@code latest}. Numbers are
 * never reused. Its size is bounded by what the registry has ever known; about 200 bytes a series.
 */
final class SeriesTable {
    private static final byte SEPARATOR = 0;
    private static final int VALUE_LENGTH = Integer.BYTES + Long.BYTES + Double.BYTES + 1;

    private final Map<String, Map<String, Series>> byDevice = new ConcurrentHashMap<>();
    private int nextId;

    /** Reads what was persisted. */
    static SeriesTable load(StoreDatabase database) {
        SeriesTable table = new SeriesTable();
        return database.use("reading the newest samples", db -> {
            try (RocksIterator rows = db.newIterator(database.handle(Family.LATEST))) {
                for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                    table.add(rows.key(), rows.value());
                }
                rows.status();
            }
            return table;
        });
    }

    private void add(byte[] key, byte[] value) {
        int separator = 0;
        while (key[separator] != SEPARATOR) {
            separator++;
        }
        String device = new String(key, 0, separator, StandardCharsets.UTF_8);
        String metric = new String(key, separator + 1, key.length - separator - 1, StandardCharsets.UTF_8);
        int id = Keys.getInt(value, 0);
        Sample newest = new Sample(
                Keys.getLong(value, 4),
                Double.longBitsToDouble(Keys.getLong(value, 12)),
                Quality.values()[value[VALUE_LENGTH - 1]]);
        metrics(device).put(metric, new Series(id, device, metric, newest));
        nextId = Math.max(nextId, id + 1);
    }

    /** The row of the series goes into the batch. */
    void persist(Series series, StoreDatabase database, WriteBatch batch) throws RocksDBException {
        byte[] device = series.device().getBytes(StandardCharsets.UTF_8);
        byte[] metric = series.metric().getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[device.length + 1 + metric.length];
        System.arraycopy(device, 0, key, 0, device.length);
        System.arraycopy(metric, 0, key, device.length + 1, metric.length);
        Sample newest = series.newest();
        byte[] value = new byte[VALUE_LENGTH];
        Keys.putInt(value, 0, series.id());
        Keys.putLong(value, 4, newest.timeMicros());
        Keys.putLong(value, 12, Double.doubleToRawLongBits(newest.value()));
        value[VALUE_LENGTH - 1] = (byte) newest.quality().ordinal();
        batch.put(database.handle(Family.LATEST), key, value);
    }

    /** The series, made when new. Only the writer calls it. */
    Series require(String device, String metric) {
        Map<String, Series> metrics = metrics(device);
        Series series = metrics.get(metric);
        if (series == null) {
            series = new Series(nextId++, device, metric, null);
            metrics.put(metric, series);
        }
        return series;
    }

    /** The series, or null when nothing was ever written to it. */
    Series find(String device, String metric) {
        return byDevice.getOrDefault(device, Map.of()).get(metric);
    }

    /** Series of the device, by metric name. */
    List<Series> of(String device) {
        Collection<Series> series = byDevice.getOrDefault(device, Map.of()).values();
        return series.stream()
                .sorted(java.util.Comparator.comparing(Series::metric))
                .toList();
    }

    Stream<Series> all() {
        return byDevice.values().stream().flatMap(metrics -> metrics.values().stream());
    }

    int size() {
        return byDevice.values().stream().mapToInt(Map::size).sum();
    }

    private Map<String, Series> metrics(String device) {
        return byDevice.computeIfAbsent(device, d -> new ConcurrentHashMap<>());
    }
}
