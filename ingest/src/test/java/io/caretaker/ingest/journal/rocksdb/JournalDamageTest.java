package io.caretaker.ingest.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.journal.JournalCodec;
import io.caretaker.ingest.journal.JournalCorrupt;
import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.Keys;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.ingest.rocksdb.StoreFailure;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.journal.JournalGroup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is torn, cut or flipped on disk is found and named; nothing wrong is ever handed on. */
class JournalDamageTest {
    @TempDir
    Path temporary;

    @Test
    void aLogTornAnywhereInItsLastRecordLosesThatRecordOnly() throws IOException {
        Path whole = temporary.resolve("whole");
        long before;
        long after;
        try (RocksStores stores = open(whole, DamagedGroups.STOP)) {
            append(stores, 1);
            append(stores, 2);
            before = Files.size(log(whole));
            append(stores, 3);
            after = Files.size(log(whole));
            // Copied while open: a kill leaves the files like this, closing would tidy up.
            copy(whole, temporary.resolve("killed"));
        }
        assertThat(after).isGreaterThan(before);

        for (long size = before; size <= after; size++) {
            Path torn = temporary.resolve("torn-" + size);
            copy(temporary.resolve("killed"), torn);
            truncate(log(torn), size);
            boolean complete = size == after;

            try (RocksStores stores = open(torn, DamagedGroups.STOP)) {
                assertThat(ticks(stores))
                        .as("cut at " + size)
                        .isEqualTo(complete ? List.of(1L, 2L, 3L) : List.of(1L, 2L));
                append(stores, 4);
            }
            try (RocksStores stores = open(torn, DamagedGroups.STOP)) {
                assertThat(ticks(stores)).isEqualTo(complete ? List.of(1L, 2L, 3L, 4L) : List.of(1L, 2L, 4L));
            }
            remove(torn);
        }
    }

    @Test
    void aFlippedBitBeforeTheEndOfTheLogIsNotTakenForItsEnd() throws IOException {
        Path whole = temporary.resolve("whole");
        long firstEnds;
        try (RocksStores stores = open(whole, DamagedGroups.STOP)) {
            append(stores, 1);
            firstEnds = Files.size(log(whole));
            append(stores, 2);
            append(stores, 3);
            copy(whole, temporary.resolve("killed"));
        }
        Path log = log(temporary.resolve("killed"));
        byte[] bytes = Files.readAllBytes(log);
        bytes[(int) firstEnds - 1] ^= 1;
        Files.write(log, bytes);

        assertThatThrownBy(() -> open(temporary.resolve("killed"), DamagedGroups.STOP))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("killed");
    }

    @Test
    void aDamagedGroupStopsReadingAndIsNamed() {
        stored(temporary, 0, group(0, 10), false);
        stored(temporary, 10, group(10, 10), true);
        stored(temporary, 20, group(20, 10), false);

        try (RocksStores stores = open(temporary, DamagedGroups.STOP)) {
            assertThat(stores.journal().read(0, 1_000)).containsExactly(new JournalGroup(0, group(0, 10)));
            assertThatThrownBy(() -> stores.journal().read(10, 1_000))
                    .isInstanceOf(JournalCorrupt.class)
                    .hasMessageContaining("offset 10");
            assertThat(stores.journal().damagedAt()).hasValue(10);
            assertThat(stores.journal().nextOffset()).isEqualTo(30);
        }
    }

    @Test
    void aDamagedGroupIsLeftOutWhenThatWasDecided() {
        stored(temporary, 0, group(0, 10), false);
        stored(temporary, 10, group(10, 10), true);
        stored(temporary, 20, group(20, 10), false);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        try (RocksStores stores =
                RocksStores.open(temporary, StoreSettings.defaults().with(DamagedGroups.SKIP), meters)) {
            assertThat(stores.journal().read(0, 1_000))
                    .containsExactly(new JournalGroup(0, group(0, 10)), new JournalGroup(20, group(20, 10)));
            assertThat(stores.journal().read(10, 5)).containsExactly(new JournalGroup(20, group(20, 5)));
            assertThat(meters.get("caretaker.journal.damaged.groups").gauge().value())
                    .isEqualTo(1);
        }
    }

    @Test
    void offsetsOfADamagedLastGroupAreNeverGivenAgain() {
        stored(temporary, 0, group(0, 10), false);
        stored(temporary, 10, group(10, 10), true);

        assertThatThrownBy(() -> open(temporary, DamagedGroups.STOP)).isInstanceOf(JournalCorrupt.class);
        try (RocksStores stores = open(temporary, DamagedGroups.SKIP)) {
            assertThat(append(stores, 99)).isGreaterThan(20);
            assertThat(ticks(stores)).endsWith(9L, 99L);
        }
    }

    @Test
    void aJournalOlderThanItsFollowersGoesOnBehindThem() {
        try (RocksStores stores = open(temporary, DamagedGroups.STOP)) {
            append(stores, 1);

            assertThat(stores.journal().continueAtLeastFrom(1)).isZero();
            assertThat(stores.journal().continueAtLeastFrom(500)).isEqualTo(499);
            assertThat(append(stores, 2)).isEqualTo(500);
            assertThat(stores.journal().read(1, 10)).containsExactly(new JournalGroup(500, List.of(new Ticked(2))));
        }
    }

    private static RocksStores open(Path directory, DamagedGroups decision) {
        return RocksStores.open(directory, StoreSettings.defaults().with(decision), new SimpleMeterRegistry());
    }

    private static long append(RocksStores stores, long time) {
        return stores.journal().append(new Ticked(time)).toCompletableFuture().join();
    }

    private static List<Long> ticks(RocksStores stores) {
        return stores.journal().read(0, Integer.MAX_VALUE).stream()
                .flatMap(g -> g.entries().stream())
                .map(e -> ((Ticked) e).timeMicros())
                .toList();
    }

    private static List<JournalEntry> group(long from, int size) {
        List<JournalEntry> entries = new ArrayList<>();
        for (long i = from; i < from + size; i++) {
            entries.add(new Ticked(i));
        }
        return entries;
    }

    private static void stored(Path directory, long firstOffset, List<JournalEntry> entries, boolean damaged) {
        byte[] packed = JournalCodec.encode(entries);
        if (damaged) {
            packed[packed.length / 2] ^= 0x10;
        }
        try (StoreDatabase database = StoreDatabase.open(directory)) {
            database.use("writing a group", db -> {
                db.put(database.handle(Family.JOURNAL), Keys.ofLong(firstOffset), packed);
                return null;
            });
        }
    }

    /** The newest log of the database. */
    private static Path log(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(".log"))
                    .max((a, b) -> a.getFileName().compareTo(b.getFileName()))
                    .orElseThrow();
        }
    }

    private static void truncate(Path file, long size) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, (int) size));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals("LOCK")) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
