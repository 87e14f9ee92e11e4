package io.caretaker.bench.http;

import io.caretaker.bench.result.Median;
import io.caretaker.bench.result.ResultLine;
import java.util.concurrent.ExecutionException;

/** Medians over the rounds of one way of writing; round 0 warms up and does not count. */
final class Figures {
    private final Median rate = new Median();
    private final Median sustained = new Median();
    private final Median cpuMicros = new Median();
    private final Median p50 = new Median();
    private final Median p99 = new Median();
    private double last;
    private long acknowledged;

    void add(int round, HttpLoad load, double pointsPerSecond, double cpuSeconds)
            throws InterruptedException, ExecutionException {
        long points = load.acknowledged() - acknowledged;
        acknowledged += points;
        last = pointsPerSecond;
        if (round > 0) {
            rate.add(pointsPerSecond);
            cpuMicros.add(cpuSeconds * 1e6 / points);
            p50.add(load.latencies().millis(0.5));
            p99.add(load.latencies().millis(0.99));
        }
    }

    void sustained(int round, double pointsPerSecond) {
        if (round > 0) {
            sustained.add(pointsPerSecond);
        }
    }

    double rate() {
        return rate.value();
    }

    double sustained() {
        return sustained.value();
    }

    double last() {
        return last;
    }

    void into(ResultLine result, String prefix) {
        result.with(prefix + "p50_ms", p50.value())
                .with(prefix + "p99_ms", p99.value())
                .with(prefix + "cpu_us_per_point", cpuMicros.value());
    }
}
