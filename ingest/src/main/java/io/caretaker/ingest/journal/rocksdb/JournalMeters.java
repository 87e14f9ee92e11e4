package io.caretaker.ingest.journal.rocksdb;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** The journal's meters. All of them are read at scrape time or once a group, never per entry but for refusals. */
final class JournalMeters {
    private final DistributionSummary groupEntries;
    private final DistributionSummary groupBytes;
    private final Timer sync;
    private final Counter refused;
    private final Counter failed;

    JournalMeters(MeterRegistry registry, AppendQueue queue, StoredGroups groups, StoreSettings limits) {
        Gauge.builder("caretaker.journal.queue.entries", queue, AppendQueue::entries)
                .description("Entries waiting for the disk")
                .register(registry);
        Gauge.builder("caretaker.journal.queue.capacity", limits, StoreSettings::queueEntries)
                .description("Entries that may wait before append refuses")
                .register(registry);
        Gauge.builder("caretaker.journal.queue.size", queue, AppendQueue::bytes)
                .description("Estimated heap of the entries waiting for the disk")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("caretaker.journal.queue.age", queue, q -> q.oldestNanos() / 1e9)
                .description("How long the oldest waiting entry has waited")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("caretaker.journal.damaged.groups", groups, StoredGroups::damaged)
                .description("Stored groups met since the start that failed their checksum")
                .register(registry);
        groupEntries = DistributionSummary.builder("caretaker.journal.group.entries")
                .description("Entries made durable by one sync")
                .register(registry);
        groupBytes = DistributionSummary.builder("caretaker.journal.group.size")
                .description("Packed bytes made durable by one sync")
                .baseUnit("bytes")
                .register(registry);
        sync = Timer.builder("caretaker.journal.sync")
                .description("Time of one synced write")
                .register(registry);
        refused = Counter.builder("caretaker.journal.refused")
                .description("Entries refused because the queue was full")
                .register(registry);
        failed = Counter.builder("caretaker.journal.failed")
                .description("Entries that could not be made durable")
                .register(registry);
    }

    void committed(int entries, int bytes, long nanos) {
        groupEntries.record(entries);
        groupBytes.record(bytes);
        sync.record(nanos, TimeUnit.NANOSECONDS);
    }

    void refused() {
        refused.increment();
    }

    void failed(int entries) {
        failed.increment(entries);
    }
}
