package io.caretaker.ingest.deadletter.sql;

import io.caretaker.ingest.deadletter.DeadLetter;
import io.caretaker.ingest.deadletter.DeadLetterSettings;
import io.caretaker.ingest.deadletter.DeadLetters;
import io.caretaker.ingest.guard.TokenBuckets;
import io.caretaker.model.InvalidValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Dead letters in SQL, written by one thread in batches, so that the sender's thread never waits for the disk. Bounded: a
 * full queue and a source above its rate are counted instead of stored. Safe for use by several threads.
 */
public final class SqlDeadLetters implements DeadLetters, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SqlDeadLetters.class);
    private static final int BATCH = 256;
    private static final Pending STOP = new Pending(null, new CompletableFuture<>());

    private record Pending(DeadLetter letter, CompletableFuture<Outcome> outcome) {}

    private final DeadLetterTable table;
    private final DeadLetterSettings settings;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final TokenBuckets limit;
    private final BlockingQueue<Pending> queue;
    private final Counter stored;
    private final Counter counted;
    private final Thread writer;
    private volatile boolean closed;
    private long lastIdMicros;

    /**
     * @param nanoTime monotonic time in nanoseconds, for the rate limit
     * @param random makes the ids of letters of several nodes differ
     */
    public SqlDeadLetters(
            Jdbi jdbi,
            DeadLetterSettings settings,
            LongSupplier nanoTime,
            RandomGenerator random,
            MeterRegistry meters) {
        this.table = new DeadLetterTable(jdbi);
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.random = random;
        this.limit = TokenBuckets.perMinute(settings.burst(), settings.perMinute());
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        this.stored = counter(meters, "stored");
        this.counted = counter(meters, "counted");
        Gauge.builder("caretaker.ingest.dead.letter.queue", queue, BlockingQueue::size)
                .description("Dead letters waiting for the writer; the capacity is a setting")
                .register(meters);
        this.writer = new Thread(this::write, "dead-letters");
        this.writer.setDaemon(true);
        this.writer.start();
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("caretaker.ingest.dead.letters")
                .description("Dead letters, stored or only counted because of the rate limit or a full queue")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public CompletionStage<Outcome> keep(DeadLetter letter) {
        Pending pending = new Pending(letter, new CompletableFuture<>());
        if (closed || !limit.take(letter.source(), nanoTime.getAsLong()) || !queue.offer(pending)) {
            counted.increment();
            return CompletableFuture.completedFuture(Outcome.COUNTED);
        }
        if (closed && queue.remove(pending)) {
            giveUp(pending); // came in between the last letter and the end of the writer
        }
        return pending.outcome;
    }

    @Override
    public Page page(Optional<String> before, int limit) {
        if (limit < 1 || limit > 1_000) {
            throw new InvalidValue("limit", limit, "1 to 1000");
        }
        return table.page(before, limit);
    }

    @Override
    public List<Entry> newestOf(String source, int limit) {
        return table.newestOf(source, limit);
    }

    private void write() {
        List<Pending> batch = new ArrayList<>(BATCH);
        boolean stopping = false;
        while (!stopping) {
            batch.clear();
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                return;
            }
            queue.drainTo(batch, BATCH - 1);
            stopping = batch.remove(STOP);
            store(batch);
        }
    }

    private void store(List<Pending> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            table.insert(
                    batch.stream().map(p -> new Entry(id(p.letter), p.letter)).toList(), settings.retained());
            stored.increment(batch.size());
            batch.forEach(p -> p.outcome.complete(Outcome.STORED));
        } catch (RuntimeException e) {
            LOG.warnf(e, "dead letters not stored count=%d", batch.size());
            batch.forEach(p -> p.outcome.completeExceptionally(e));
        }
    }

    /** Sorts by time, then by arrival; several nodes differ in the random tail. */
    private String id(DeadLetter letter) {
        lastIdMicros = Math.max(lastIdMicros + 1, letter.timeMicros());
        return String.format("%016x-%08x", lastIdMicros, random.nextInt());
    }

    private boolean giveUp(Pending pending) {
        counted.increment();
        return pending.outcome.complete(Outcome.COUNTED);
    }

    /** Writes what is queued and stops. */
    @Override
    public void close() {
        closed = true;
        try {
            queue.put(STOP);
            writer.join();
            queue.removeIf(this::giveUp);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
