package io.caretaker.service.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.reading.Sample;
import io.caretaker.service.backup.BackupSource;
import io.caretaker.service.backup.BackupWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupAndRestoreTest {
    @TempDir
    Path temporary;

    private Path dataDir;
    private Path file;
    private Path restored;

    @BeforeEach
    void use() throws Exception {
        dataDir = temporary.resolve("data");
        file = temporary.resolve("backup.zip");
        restored = temporary.resolve("restored");
        DataDirectories.used(dataDir);
    }

    @Test
    void whatWasBackedUpComesBackEqual() throws IOException {
        assertThat(backup().exit()).isZero();

        DataDirectories.Ran ran = restore();

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(contents(restored)).isEqualTo(contents(dataDir));
        assertThat(Files.readString(restored.resolve("signing.key")))
                .isEqualTo(Files.readString(dataDir.resolve("signing.key")));
        assertThat(DataDirectories.run("journal", "verify", "--data-dir", restored.toString())
                        .out())
                .isEqualTo(DataDirectories.run("journal", "verify", "--data-dir", dataDir.toString())
                        .out());
        assertThat(dataDir.resolve("backup-staging")).doesNotExist();
    }

    /** Entries go on while the copy is made: it holds a beginning of them, without a gap, and everything before it began. */
    @Test
    void aCopyOfStoresInUseIsConsistent() throws Exception {
        try (RocksStores stores = DataDirectories.open(dataDir)) {
            long before = stores.journal().nextOffset();
            AtomicBoolean stop = new AtomicBoolean();
            Thread writer = new Thread(() -> {
                for (long i = 0; !stop.get(); i++) {
                    stores.journal().append(new Ticked(i)).toCompletableFuture().join();
                }
            });
            writer.start();
            BackupWriter backups = new BackupWriter(
                    temporary.resolve("staging"), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Manifests.json());
            try (BackupWriter.Copied copied =
                            backups.copy(new BackupSource(stores::checkpoint, Optional.empty(), Optional.empty()));
                    OutputStream out = Files.newOutputStream(file)) {
                copied.writeTo(out);
            } finally {
                stop.set(true);
                writer.join();
            }

            assertThat(restore().exit()).isZero();
            List<JournalEntry> all = entries(stores);
            try (RocksStores copy = DataDirectories.open(restored)) {
                List<JournalEntry> copied = entries(copy);
                assertThat((long) copied.size()).isBetween(before, (long) all.size());
                assertThat(copied).isEqualTo(all.subList(0, copied.size()));
            }
        }
    }

    @Test
    void aBackupThatWasCutOffOrDamagedIsRefused() throws IOException {
        backup();
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
        assertThat(restore().exit()).isEqualTo(2);

        byte[] damaged = whole.clone();
        damaged[whole.length / 3] ^= 1;
        Files.write(file, damaged);
        restored = temporary.resolve("again");
        assertThat(restore().exit()).isEqualTo(2);
    }

    @Test
    void aDataDirectoryInUseIsNeitherOverwrittenNorCopiedHalf() {
        backup();

        assertThat(DataDirectories.run("restore", "--from", file.toString(), "--data-dir", dataDir.toString()))
                .satisfies(ran -> assertThat(ran.exit()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.err()).contains("empty"));
        try (StoreDatabase inUse = StoreDatabase.open(dataDir.resolve("store"))) {
            assertThat(inUse).isNotNull();
            file = temporary.resolve("other.zip");
            assertThat(backup().exit()).isEqualTo(1);
            assertThat(file).doesNotExist();
        }
    }

    private DataDirectories.Ran backup() {
        return DataDirectories.run("backup", "--to", file.toString(), "--data-dir", dataDir.toString());
    }

    private DataDirectories.Ran restore() {
        return DataDirectories.run("restore", "--from", file.toString(), "--data-dir", restored.toString());
    }

    private static List<Object> contents(Path directory) throws IOException {
        List<Object> contents = new ArrayList<>();
        try (RocksStores stores = DataDirectories.open(directory)) {
            contents.addAll(entries(stores));
            for (String device : List.of("pump-1", "pump-2")) {
                List<Sample> samples =
                        stores.readings().samples(device, "fire_pressure", 0, Long.MAX_VALUE / 4, 10_000);
                assertThat(samples).isNotEmpty();
                contents.addAll(samples);
                contents.add(stores.readings().latest(device));
            }
            contents.add(stores.snapshots().latest("detection").orElseThrow().nextOffset());
            contents.add(Arrays.toString(
                    stores.snapshots().latest("detection").orElseThrow().state()));
        }
        try (Stream<Path> files = Files.list(directory)) {
            contents.add(files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        return contents;
    }

    private static List<JournalEntry> entries(RocksStores stores) {
        return stores.journal().read(0, Integer.MAX_VALUE).stream()
                .flatMap(group -> group.entries().stream())
                .toList();
    }
}
