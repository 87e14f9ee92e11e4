package io.caretaker.ingest.telemetry.rocksdb;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of the embedded reading store, read at scrape time. */
final class EmbeddedMeters {
    private EmbeddedMeters() {}

    static void register(MeterRegistry registry, Packing packing, StoredBlocks blocks, SeriesTable table) {
        Gauge.builder("caretaker.telemetry.open.samples", packing, Packing::openSamples)
                .description("Samples in memory that are not packed yet")
                .register(registry);
        Gauge.builder("caretaker.telemetry.series", table, SeriesTable::size)
                .description("Series the embedded store knows")
                .register(registry);
        FunctionCounter.builder("caretaker.telemetry.corrupt.blocks", blocks, StoredBlocks::corruptBlocks)
                .description("Stored blocks met that could not be decoded")
                .register(registry);
    }
}
