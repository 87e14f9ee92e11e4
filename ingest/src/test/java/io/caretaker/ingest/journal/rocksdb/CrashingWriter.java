package io.caretaker.ingest.journal.rocksdb;

import io.caretaker.ingest.telemetry.FollowerSettings;
import io.caretaker.ingest.telemetry.TelemetryFollower;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The process that the crash test kills: journals numbered readings without end, four in flight at a time, folds them
 * into telemetry, and prints {@code offset number} of each one that is acknowledged.
 */
final class CrashingWriter {
    private CrashingWriter() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
        // Few open samples, so that a kill also hits the packing of telemetry.
        StoreSettings settings = new StoreSettings(Duration.ofMillis(1), 100, 1 << 20, 10_000, 8 << 20, 300);
        RocksStores stores = RocksStores.open(directory, settings, new SimpleMeterRegistry());
        new TelemetryFollower(
                stores.journal(),
                stores.readings(),
                FollowerSettings.defaults(),
                Thread::new,
                () -> 0,
                System::nanoTime,
                new SimpleMeterRegistry());
        for (long number = stores.journal().nextOffset(); ; number += 4) {
            List<CompletionStage<Void>> inFlight = new ArrayList<>();
            for (long n = number; n < number + 4; n++) {
                inFlight.add(append(stores, n, out));
            }
            inFlight.forEach(append -> append.toCompletableFuture().join());
        }
    }

    private static CompletionStage<Void> append(RocksStores stores, long number, PrintStream out) {
        Reading reading = Reading.good("pump-1", "fire_pressure", number * 1_000, number);
        return stores.journal()
                .append(new ReadingsReceived("pump-1", number * 1_000, List.of(reading)))
                .thenAccept(offset -> out.println(offset + " " + number));
    }
}
