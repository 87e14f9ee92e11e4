package io.caretaker.ingest.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.rocksdb.StoreFailure;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, as a small file system in memory; where mounting one is not permitted it is skipped. */
class DiskFullTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    @Test
    void aFullDiskRefusesAndTheJournalGoesOnByItselfWhenThereIsSpaceAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temporary, 64)) {
            Path ballast = disk.path().resolve("ballast");
            List<String> acknowledged = new ArrayList<>();
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            try (RocksStores stores =
                    RocksStores.open(disk.path().resolve("store"), StoreSettings.defaults(), meters)) {
                acknowledged.add(append(stores, 0));
                fill(ballast);

                int number = appendUntilRefused(stores, acknowledged);
                assertThatThrownBy(() -> append(stores, -1))
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(StoreFailure.class);
                assertThat(meters.get("caretaker.journal.failed").counter().count())
                        .isPositive();
                Files.delete(ballast);
                acknowledged.add(appendWhenThereIsSpace(stores, number + 1));
                acknowledged.add(append(stores, number + 2));

                assertThat(subjects(stores)).containsAll(acknowledged).doesNotHaveDuplicates();
            }
            try (RocksStores stores =
                    RocksStores.open(disk.path().resolve("store"), StoreSettings.defaults(), meters)) {
                assertThat(subjects(stores)).containsAll(acknowledged).doesNotHaveDuplicates();
            }
        }
    }

    private static int appendUntilRefused(RocksStores stores, List<String> acknowledged) {
        for (int number = 1; number < 100_000; number++) {
            try {
                acknowledged.add(append(stores, number));
            } catch (CompletionException refused) {
                assertThat(refused).hasCauseInstanceOf(StoreFailure.class);
                return number;
            }
        }
        throw new AssertionError("the disk never was full");
    }

    private static String appendWhenThereIsSpace(RocksStores stores, int number) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return append(stores, number);
            } catch (CompletionException refused) {
                assertThat(System.nanoTime())
                        .as("refused still: " + refused.getCause())
                        .isLessThan(until);
                new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static String append(RocksStores stores, int number) {
        JournalEntry entry = new CommandIssued("note", "n-" + number, "zhang", number, "x".repeat(10_000));
        CompletableFuture<Long> appended = stores.journal().append(entry).toCompletableFuture();
        appended.orTimeout(20, TimeUnit.SECONDS).join();
        return "n-" + number;
    }

    private static List<String> subjects(RocksStores stores) {
        return stores.journal().read(0, Integer.MAX_VALUE).stream()
                .flatMap(g -> g.entries().stream())
                .map(e -> ((CommandIssued) e).subject())
                .toList();
    }

    private static void fill(Path ballast) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[1 << 16];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(Files.size(ballast)).isPositive();
        }
    }
}
