package io.caretaker.ingest.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets a stranger try a few times a minute, and all strangers together not much more often: a code is short. Bounded; safe
 * for use by several threads.
 */
public final class Attempts {
    private static final int OF_ONE = 10;
    private static final int OF_ALL = 120;
    private static final int SOURCES = 10_000;
    private static final long WINDOW_MS = Duration.ofMinutes(1).toMillis();

    private final Clock clock;
    private final Map<String, Integer> bySource = new LinkedHashMap<>();
    private long windowStart;
    private int all;

    /** @param clock wall time: attempts are made by it even where the service's clock is driven */
    public Attempts(Clock clock) {
        this.clock = clock;
    }

    /** Whether this one may be tried; counts it. */
    public synchronized boolean allow(String source) {
        long now = clock.millis();
        if (now - windowStart >= WINDOW_MS) {
            windowStart = now;
            all = 0;
            bySource.clear();
        }
        if (bySource.size() >= SOURCES && !bySource.containsKey(source)) {
            return false;
        }
        int tries = bySource.merge(source, 1, Integer::sum);
        return tries <= OF_ONE && ++all <= OF_ALL;
    }
}
