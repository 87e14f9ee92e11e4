package io.caretaker.alerting.notify.message;

import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.ReadingHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Curves from stored telemetry, given up after a short while: a slow store must not hold back a page. */
public final class HistoryCurves implements CurveSource {
    private static final Logger LOG = Logger.getLogger(HistoryCurves.class);
    private static final int SPANS = 24;
    private static final long HOUR = Duration.ofHours(1).toNanos() / 1_000;
    private static final int DAYS = 7;
    /** Fewer days say nothing about what is usual. */
    private static final int DAYS_NEEDED = 3;

    private final ReadingHistory history;
    private final Executor worker;
    private final Duration limit;

    /**
     * @param worker asks the store; another one than the sender's, or both wait for each other
     * @param limit how long a message may wait for its curve
     */
    public HistoryCurves(ReadingHistory history, Executor worker, Duration limit) {
        this.history = history;
        this.worker = worker;
        this.limit = limit;
    }

    @Override
    public Optional<Curve> before(String device, String metric, long atMicros) {
        try {
            return CompletableFuture.supplyAsync(() -> read(device, metric, atMicros), worker)
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.warnf("message goes without its curve device=%s metric=%s reason=%s", device, metric, e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Curve> read(String device, String metric, long atMicros) {
        long from = atMicros - 6 * HOUR;
        List<Bucket> buckets = history.buckets(device, metric, from, atMicros, SPANS);
        Curve curve = Curve.of(buckets, from, atMicros, SPANS, usual(device, metric, atMicros));
        return curve.isEmpty() ? Optional.empty() : Optional.of(curve);
    }

    private OptionalDouble usual(String device, String metric, long atMicros) {
        List<Double> values = new ArrayList<>();
        for (int day = 1; day <= DAYS; day++) {
            long middle = atMicros - day * 24 * HOUR;
            history.buckets(device, metric, middle - HOUR / 2, middle + HOUR / 2, 1)
                    .forEach(bucket -> values.add(bucket.avg()));
        }
        if (values.size() < DAYS_NEEDED) {
            return OptionalDouble.empty();
        }
        Collections.sort(values);
        return OptionalDouble.of(values.get(values.size() / 2));
    }
}
