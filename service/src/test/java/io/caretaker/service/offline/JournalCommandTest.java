package io.caretaker.service.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.Keys;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksIterator;

class JournalCommandTest {
    private static final int ENTRIES = 2 + 2 * DataDirectories.MINUTES;

    @TempDir
    Path dataDir;

    @BeforeEach
    void use() throws Exception {
        DataDirectories.used(dataDir);
    }

    @Test
    void aSoundJournalIsCountedAndEndsWithNought() throws Exception {
        DataDirectories.Ran ran = run("verify");

        JsonNode found = new ObjectMapper().readTree(ran.out());
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(found.path("sound").asBoolean()).isTrue();
        assertThat(found.path("lastOffset").asLong()).isEqualTo(ENTRIES - 1);
        assertThat(found.path("readings").asLong()).isEqualTo(DataDirectories.MINUTES);
        assertThat(found.at("/entries/tick").asLong()).isEqualTo(DataDirectories.MINUTES);
        assertThat(found.at("/entries/command").asLong()).isEqualTo(1);
        assertThat(found.at("/followers/detection").asLong()).isEqualTo(100);
        assertThat(found.at("/followers/work").asLong()).isEqualTo(200);
        assertThat(found.path("groupsWithoutChecksum").asLong()).isZero();
    }

    @Test
    void aDamagedGroupIsNamedAndEndsWithOne() {
        changeGroup(10, value -> {
            value[value.length - 1] ^= 1;
            return value;
        });

        DataDirectories.Ran ran = run("verify");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("the group at offset 10 is damaged");
        assertThat(run("dump").exit()).isEqualTo(1);
        assertThat(run("dump").out().lines().count()).isEqualTo(ENTRIES - 1);
    }

    @Test
    void amissingGroupIsNamed() {
        changeGroup(10, value -> null);

        DataDirectories.Ran ran = run("verify");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("entries 10 to 10 are missing");
    }

    @Test
    void workDataThatAreAheadOfTheJournalAreNamed() throws Exception {
        DataDirectories.workOffset(dataDir, ENTRIES + 1);

        DataDirectories.Ran ran = run("verify");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("the work data go on from offset " + (ENTRIES + 1));
    }

    @Test
    void aDumpTakesPartsByOffsetTimeAndDevice() throws Exception {
        assertThat(run("dump").out().lines()).hasSize(ENTRIES);
        assertThat(run("dump", "--from", "10", "--to", "14").out().lines()).hasSize(4);
        assertThat(run("dump", "--device", "pump-1").out().lines()).hasSize(1 + DataDirectories.MINUTES / 2);
        String second = run("dump", "--from", "2025-11-24T16:00:30Z", "--to", "2025-11-24T16:01:30Z")
                .out();
        assertThat(second.lines()).hasSize(2);
        JsonNode readings = new ObjectMapper().readTree(second.lines().toList().get(1));
        assertThat(readings.path("device").asText()).isEqualTo("pump-2");
        assertThat(readings.at("/readings/0/value").asDouble()).isEqualTo(300.1);
        assertThat(readings.at("/readings/0/time").asText()).isEqualTo("2025-11-24T16:01:00Z");
    }

    @Test
    void replayFillsTheTelemetryAgain() {
        try (StoreDatabase database = StoreDatabase.open(dataDir.resolve("store"))) {
            database.use("losing a family", db -> {
                db.deleteRange(database.handle(Family.READINGS), new byte[] {0}, new byte[] {(byte) 0xFF});
                return null;
            });
        }
        assertThat(stored()).isZero();

        DataDirectories.Ran ran = run("replay", "--telemetry");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(stored()).isEqualTo(DataDirectories.MINUTES / 2);
    }

    @Test
    void wrongUseIsSaidInOneLine() {
        assertThat(DataDirectories.run("journal", "verify", "--data-dir", "/nowhere"))
                .satisfies(ran -> assertThat(ran.exit()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.err().lines()).hasSize(1));
        assertThat(run("dump", "--from", "yesterday").err()).contains("--from").contains("2026-11-24T03:00:00Z");
    }

    private long stored() {
        try (RocksStores stores = DataDirectories.open(dataDir)) {
            return stores.readings()
                    .samples("pump-1", "fire_pressure", 0, Long.MAX_VALUE / 4, 10_000)
                    .size();
        }
    }

    private interface Change {
        byte[] of(byte[] value);
    }

    private void changeGroup(long offset, Change change) {
        try (StoreDatabase database = StoreDatabase.open(dataDir.resolve("store"))) {
            database.use("changing a group", db -> {
                try (RocksIterator groups = db.newIterator(database.handle(Family.JOURNAL))) {
                    groups.seekForPrev(Keys.ofLong(offset));
                    byte[] changed = change.of(groups.value());
                    if (changed == null) {
                        db.delete(database.handle(Family.JOURNAL), groups.key());
                    } else {
                        db.put(database.handle(Family.JOURNAL), groups.key(), changed);
                    }
                }
                return null;
            });
        }
    }

    private DataDirectories.Ran run(String command, String... more) {
        java.util.List<String> all = new java.util.ArrayList<>(java.util.List.of("journal", command));
        all.addAll(java.util.List.of("--data-dir", dataDir.toString()));
        all.addAll(java.util.List.of(more));
        return DataDirectories.run(all.toArray(String[]::new));
    }
}
