package io.caretaker.bench.journal;

import io.caretaker.bench.result.LatencyHistogram;
import io.caretaker.model.journal.Journal;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Reading;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Appends entries at a fixed rate, each millisecond its share, and times each from the millisecond it was due in. Entries
 * carry two readings of one of 2,000 devices whose values and times all differ.
 */
final class Offered {
    private static final int DEVICES = 2_000;
    private static final long MILLISECOND = 1_000_000;

    private final Journal journal;
    private final String[] devices = new String[DEVICES];
    /** Written by the journal's thread alone. */
    private final LatencyHistogram latencies = new LatencyHistogram();

    private final AtomicLong durable = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private long offered;
    private long random = 88_172_645_463_325_252L;

    Offered(Journal journal) {
        this.journal = journal;
        for (int i = 0; i < DEVICES; i++) {
            devices[i] = "meter-" + i;
        }
    }

    /** @return entries made durable a second, from the first offer until the last answer */
    double run(int perSecond, double seconds) {
        long from = System.nanoTime();
        long slots = (long) (seconds * 1_000);
        long before = durable.get();
        for (long slot = 0; slot < slots; slot++) {
            long due = from + slot * MILLISECOND;
            long early = due - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(early);
            }
            long upTo = (long) ((slot + 1) * (perSecond / 1_000.0)) - (long) (slot * (perSecond / 1_000.0));
            for (long i = 0; i < upTo; i++) {
                append(due);
            }
        }
        while (durable.get() + refused.get() < offered) {
            LockSupport.parkNanos(MILLISECOND);
        }
        return (durable.get() - before) * 1e9 / (System.nanoTime() - from);
    }

    private void append(long due) {
        String device = devices[(int) (offered++ % DEVICES)];
        long time = 1_767_571_200_000_000L + offered * 1_000;
        try {
            journal.append(new ReadingsReceived(
                            device,
                            time,
                            List.of(
                                    Reading.good(device, "water_flow", time, value(2_000, 100)),
                                    Reading.good(device, "water_pressure", time, 300 + value(500, 10)))))
                    .whenComplete((offset, failure) -> {
                        if (failure == null) {
                            latencies.record(System.nanoTime() - due);
                            durable.incrementAndGet();
                        } else {
                            refused.incrementAndGet();
                        }
                    });
        } catch (RuntimeException e) {
            refused.incrementAndGet(); // A full journal says so at once.
        }
    }

    private double value(int steps, double scale) {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (random >>> 33) % steps / scale;
    }

    /** To be called while nothing is on its way. */
    void clearLatencies() {
        latencies.clear();
    }

    LatencyHistogram latencies() {
        return latencies;
    }

    long durable() {
        return durable.get();
    }

    long refused() {
        return refused.get();
    }

    /** Readings in the whole journal, read back. */
    static long readingsIn(Journal journal) {
        long offset = 0;
        long readings = 0;
        while (offset < journal.nextOffset()) {
            for (JournalGroup group : journal.read(offset, 50_000)) {
                for (JournalEntry entry : group.entries()) {
                    readings += ((ReadingsReceived) entry).readings().size();
                }
                offset = group.nextOffset();
            }
        }
        return readings;
    }
}
