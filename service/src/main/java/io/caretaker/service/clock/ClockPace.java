package io.caretaker.service.clock;

import java.time.Duration;
import java.time.Instant;

/** How fast a driven clock runs, measured over about the last ten seconds of real time. Safe for several threads. */
final class ClockPace {
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private Instant fromTime;
    private long fromNanos;
    private double ratio = 1;

    synchronized void moved(Instant time, long nanos) {
        if (fromTime == null) {
            fromTime = time;
            fromNanos = nanos;
        } else if (nanos - fromNanos >= WINDOW_NANOS) {
            ratio = Duration.between(fromTime, time).toNanos() / (double) (nanos - fromNanos);
            fromTime = time;
            fromNanos = nanos;
        }
    }

    synchronized double ratio() {
        return ratio;
    }
}
