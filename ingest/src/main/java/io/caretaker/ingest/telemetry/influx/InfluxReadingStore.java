package io.caretaker.ingest.telemetry.influx;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.BadRequestException;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.exceptions.NotFoundException;
import com.influxdb.exceptions.RequestEntityTooLargeException;
import com.influxdb.exceptions.UnprocessableEntityException;
import io.caretaker.ingest.journal.Snapshot;
import io.caretaker.ingest.journal.SnapshotStore;
import io.caretaker.ingest.telemetry.BucketGrid;
import io.caretaker.ingest.telemetry.ReadingStore;
import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.Reading;
import io.caretaker.model.reading.Sample;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Telemetry in InfluxDB 1.x, 2.x or 3, in the schema that the package describes. Points go in as line protocol; the
 * offset is kept in the snapshot store after the server has taken them, so a crash writes some again, which replaces the
 * same points by themselves.
 *
 * <p>A server that is down, refuses the credentials or is overloaded makes {@link #write} fail, to be tried again. What it
 * refuses for good (a point outside its retention, a field of another type) is counted and logged, and the rest goes on:
 * one bad point must not stop telemetry. Values, times and names that the protocol cannot carry count as refused too.
 */
public final class InfluxReadingStore implements ReadingStore {
    private static final Logger LOG = Logger.getLogger(InfluxReadingStore.class);
    private static final String SNAPSHOT = "telemetry-influx";
    private static final byte[] NO_STATE = {};

    private final InfluxSettings settings;
    private final SeriesTags tags;
    private final SnapshotStore snapshots;
    private final InfluxConnection connection;
    private final InfluxHistory history;
    private final InfluxMeters meters;

    /** Connects on first use; the server may be down. */
    public InfluxReadingStore(
            InfluxSettings settings, SeriesTags tags, SnapshotStore snapshots, MeterRegistry registry) {
        this.settings = settings;
        this.tags = tags;
        this.snapshots = snapshots;
        connection = new InfluxConnection(settings);
        history = new InfluxHistory(connection);
        meters = new InfluxMeters(registry);
    }

    @Override
    public void write(long nextOffset, List<Reading> readings) {
        List<Reading> writable =
                readings.stream().filter(LineProtocol::canCarry).toList();
        meters.refused(readings.size() - writable.size());
        for (int from = 0; from < writable.size(); from += settings.batchPoints()) {
            write(writable.subList(from, Math.min(writable.size(), from + settings.batchPoints())));
        }
        snapshots.put(SNAPSHOT, nextOffset, NO_STATE);
    }

    private void write(List<Reading> readings) {
        try {
            post(readings);
        } catch (NotFoundException e) {
            if (!settings.compatibility1x()) {
                throw failure(readings, e);
            }
            connection.createDatabase();
            post(readings);
        } catch (BadRequestException | UnprocessableEntityException e) {
            if (String.valueOf(e.getMessage()).contains("partial write")) {
                // The server kept the rest and does not say which ones it dropped.
                refused(readings, e);
            } else {
                writeHalves(readings, e);
            }
        } catch (RequestEntityTooLargeException e) {
            writeHalves(readings, e);
        } catch (InfluxException e) {
            throw failure(readings, e);
        }
    }

    /** Narrows down to the point that the server does not take. */
    private void writeHalves(List<Reading> readings, InfluxException cause) {
        if (readings.size() == 1) {
            refused(readings, cause);
            return;
        }
        int half = readings.size() / 2;
        write(readings.subList(0, half));
        write(readings.subList(half, readings.size()));
    }

    private void refused(List<Reading> readings, InfluxException cause) {
        meters.refused(1);
        Reading first = readings.get(0);
        LOG.warnf(
                "telemetry refused by InfluxDB points=%d device=%s metric=%s time=%d answer=%s",
                readings.size(), first.device(), first.metric(), first.timeMicros(), cause.getMessage());
    }

    private void post(List<Reading> readings) {
        StringBuilder lines = new StringBuilder(readings.size() * 110);
        for (Reading reading : readings) {
            LineProtocol.append(reading, tags, lines);
            lines.append('\n');
        }
        connection.write(lines.toString(), WritePrecision.US);
    }

    private InfluxUnavailable failure(List<Reading> readings, InfluxException cause) {
        return new InfluxUnavailable(
                "writing " + readings.size() + " readings to InfluxDB bucket " + settings.bucket() + " at "
                        + settings.url(),
                cause);
    }

    @Override
    public long nextOffset() {
        return snapshots.latest(SNAPSHOT).map(Snapshot::nextOffset).orElse(0L);
    }

    @Override
    public long durableOffset() {
        return nextOffset();
    }

    /** Whether the server answers. */
    public boolean isReachable() {
        return connection.ping();
    }

    @Override
    public List<Sample> samples(String device, String metric, long fromMicros, long toMicros, int limit) {
        return history.samples(device, metric, fromMicros, toMicros, limit);
    }

    @Override
    public List<Bucket> buckets(String device, String metric, long fromMicros, long toMicros, int buckets) {
        return history.buckets(
                device, metric, BucketGrid.of(InfluxTimes.clamp(fromMicros), InfluxTimes.clamp(toMicros), buckets));
    }

    @Override
    public Optional<Sample> latest(String device, String metric) {
        return history.latest(device, metric);
    }

    @Override
    public Map<String, Sample> latest(String device) {
        return history.latest(device);
    }

    @Override
    public void scan(List<String> devices, long fromMicros, long toMicros, Consumer<Reading> into) {
        new InfluxScan(connection, devices).run(InfluxTimes.clamp(fromMicros), InfluxTimes.clamp(toMicros), into);
    }

    @Override
    public void close() {
        connection.close();
    }
}
