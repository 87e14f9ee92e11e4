package io.caretaker.ingest.quality;

import java.util.Arrays;

/** What is remembered of one series: its newest reading and the times of the last few. For one thread. */
final class SeriesState {
    /** As far back as a duplicate is told from a late reading. */
    private static final int REMEMBERED = 16;

    private static final long NEVER = Long.MIN_VALUE;

    private final String metric;
    private final boolean counter;
    private final long[] times = new long[REMEMBERED];
    private int next;
    private long newest = NEVER;
    private double value;

    SeriesState(String metric) {
        this.metric = metric;
        // The convention of metric names: what only ever grows ends with _total.
        this.counter = metric.endsWith("_total");
        Arrays.fill(times, NEVER);
    }

    boolean isOf(String name) {
        // Metric names are shared strings nearly always.
        return metric == name || metric.equals(name);
    }

    /** @return the flaw, or null when there is none */
    Flaw add(long time, double reading, boolean good) {
        if (time > newest) {
            boolean reset = counter && good && newest != NEVER && reading < value;
            newest = time;
            remember(time);
            if (good) {
                value = reading;
            }
            return reset ? Flaw.COUNTER_RESET : null;
        }
        for (long known : times) {
            if (known == time) {
                return Flaw.DUPLICATE;
            }
        }
        remember(time);
        return Flaw.OUT_OF_ORDER;
    }

    private void remember(long time) {
        times[next] = time;
        next = (next + 1) % REMEMBERED;
    }
}
