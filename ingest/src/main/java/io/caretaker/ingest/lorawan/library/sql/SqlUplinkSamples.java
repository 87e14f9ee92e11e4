package io.caretaker.ingest.lorawan.library.sql;

import io.caretaker.ingest.lorawan.library.UplinkSample;
import io.caretaker.ingest.lorawan.library.UplinkSamples;
import io.caretaker.model.InvalidValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Raw payloads in SQL, written by one thread in batches. Safe for use by several threads. */
public final class SqlUplinkSamples implements UplinkSamples, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SqlUplinkSamples.class);
    private static final int QUEUE = 2_000;
    private static final int BATCH = 256;
    private static final UplinkSample STOP = new UplinkSample("", 0, 0, 0, new byte[0]);

    private final UplinkTable table;
    private final BlockingQueue<UplinkSample> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Counter stored;
    private final Counter counted;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Thread writer;
    private volatile boolean closed;

    /** @param perDevice payloads kept of each device, 1 to 1,000 */
    public SqlUplinkSamples(Jdbi jdbi, int perDevice, MeterRegistry meters) {
        if (perDevice < 1 || perDevice > 1_000) {
            throw new InvalidValue("perDevice", perDevice, "1 to 1000 payloads");
        }
        this.table = new UplinkTable(jdbi, perDevice);
        this.stored = counter(meters, "stored");
        this.counted = counter(meters, "counted");
        this.writer = new Thread(this::write, "lorawan-uplinks");
        this.writer.setDaemon(true);
        this.writer.start();
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("caretaker.lorawan.samples")
                .description("Raw LoRaWAN payloads, stored for trials or only counted: full queue, store that fails")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public void keep(UplinkSample sample) {
        if (closed || !queue.offer(sample)) {
            counted.increment();
        }
    }

    @Override
    public List<UplinkSample> of(Collection<String> devices) {
        return table.of(devices);
    }

    private void write() {
        List<UplinkSample> batch = new ArrayList<>(BATCH);
        boolean stopping = false;
        while (!stopping) {
            batch.clear();
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                return;
            }
            queue.drainTo(batch, BATCH - 1);
            stopping = batch.removeIf(s -> s == STOP);
            store(batch);
        }
    }

    private void store(List<UplinkSample> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            table.insert(batch);
            stored.increment(batch.size());
            failing.set(false);
        } catch (RuntimeException e) {
            counted.increment(batch.size());
            if (failing.compareAndSet(false, true)) {
                LOG.warnf(e, "raw payloads not stored count=%d", batch.size());
            }
        }
    }

    /** Writes what is queued and stops. */
    @Override
    public void close() {
        closed = true;
        try {
            queue.put(STOP);
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
