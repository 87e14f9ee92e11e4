package io.caretaker.ingest.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.telemetry.FollowerSettings;
import io.caretaker.ingest.telemetry.TelemetryFollower;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Sample;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it journals, several times: what it had acknowledged is there, and in telemetry once. */
class CrashTest {
    private static final int KILLS = 4;

    @TempDir
    Path directory;

    @Test
    void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
        Map<Long, Long> acknowledged = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.putAll(acknowledgedBeforeKill(1_500 + 700 * kill));
        }

        try (RocksStores stores = RocksStores.open(directory, StoreSettings.defaults(), new SimpleMeterRegistry())) {
            Map<Long, Long> found = journaled(stores);
            assertThat(acknowledged).hasSizeGreaterThan(KILLS * 1_500);
            assertThat(found).containsAllEntriesOf(acknowledged);
            assertThat(telemetry(stores)).containsExactlyInAnyOrderElementsOf(found.values());
        }
    }

    private Map<Long, Long> acknowledgedBeforeKill(int lines) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<Long, Long> acknowledged = new HashMap<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = out.readLine();
            while (line != null) {
                acknowledge(line, acknowledged);
                if (acknowledged.size() == lines) {
                    // By its handle: Process.destroyForcibly would close the stream whose rest is still to be read.
                    writer.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        }
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    /** The last line may be cut. */
    private static void acknowledge(String line, Map<Long, Long> acknowledged) {
        String[] offsetAndNumber = line.split(" ");
        if (offsetAndNumber.length == 2 && offsetAndNumber[0].equals(offsetAndNumber[1])) {
            acknowledged.put(Long.valueOf(offsetAndNumber[0]), Long.valueOf(offsetAndNumber[1]));
        }
    }

    private static Map<Long, Long> journaled(RocksStores stores) {
        Map<Long, Long> found = new HashMap<>();
        for (JournalGroup group : stores.journal().read(0, Integer.MAX_VALUE)) {
            long offset = group.firstOffset();
            for (JournalEntry entry : group.entries()) {
                double value = ((ReadingsReceived) entry).readings().get(0).value();
                found.put(offset++, (long) value);
            }
        }
        return found;
    }

    private static List<Long> telemetry(RocksStores stores) throws Exception {
        try (TelemetryFollower follower = new TelemetryFollower(
                stores.journal(),
                stores.readings(),
                FollowerSettings.defaults(),
                Thread::new,
                () -> 0,
                System::nanoTime,
                new SimpleMeterRegistry())) {
            follower.awaitOffset(stores.journal().nextOffset())
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        }
        return stores.readings().samples("pump-1", "fire_pressure", 0, Long.MAX_VALUE / 4, Integer.MAX_VALUE).stream()
                .map(Sample::value)
                .map(Double::longValue)
                .toList();
    }
}
