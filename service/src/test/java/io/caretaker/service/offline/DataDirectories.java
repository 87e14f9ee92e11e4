package io.caretaker.service.offline;

import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.journal.rocksdb.StoreSettings;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Data directories as a service leaves them, and the commands that look at them. */
final class DataDirectories {
    static final long BEGIN = 1_764_000_000_000_000L;
    static final int MINUTES = 500;

    private DataDirectories() {}

    /** What a command said and how it ended. */
    record Ran(int exit, String out, String err) {}

    static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Offline.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int exit = line.execute(arguments);
        return new Ran(exit, out.toString(), err.toString());
    }

    /** Readings of two devices with ticks between them, and work data that follow. */
    static void used(Path dataDir) throws Exception {
        Files.createDirectories(dataDir);
        try (RocksStores stores = open(dataDir)) {
            List<Reading> readings = new ArrayList<>();
            for (JournalEntry entry : entries()) {
                stores.journal().append(entry).toCompletableFuture().join();
                if (entry instanceof ReadingsReceived received) {
                    readings.addAll(received.readings());
                }
            }
            stores.readings().write(stores.journal().nextOffset(), readings);
            stores.snapshots().put("detection", 100, new byte[] {1, 2, 3});
        }
        workOffset(dataDir, 200);
        Files.writeString(dataDir.resolve("signing.key"), "0123456789abcdef0123456789abcdef");
    }

    static RocksStores open(Path dataDir) {
        return RocksStores.open(dataDir.resolve("store"), StoreSettings.defaults(), new SimpleMeterRegistry());
    }

    static void workOffset(Path dataDir, long offset) throws SQLException {
        try (Connection work = DriverManager.getConnection("jdbc:sqlite:" + dataDir.resolve("work.db"));
                Statement sql = work.createStatement()) {
            sql.execute(
                    "CREATE TABLE IF NOT EXISTS stage_offset (stage TEXT PRIMARY KEY, next_offset BIGINT NOT NULL)");
            sql.execute("INSERT INTO stage_offset VALUES ('work', " + offset
                    + ") ON CONFLICT (stage) DO UPDATE SET next_offset = excluded.next_offset");
        }
    }

    static List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        entries.add(new DeviceStatusChanged("pump-1", BEGIN, true));
        entries.add(new CommandIssued("task.done", "t-1", "zhang", BEGIN, "{}"));
        for (int minute = 0; minute < MINUTES; minute++) {
            long time = BEGIN + minute * 60_000_000L;
            String device = minute % 2 == 0 ? "pump-1" : "pump-2";
            Quality quality = minute % 100 == 0 ? Quality.SUSPECT : Quality.GOOD;
            entries.add(new ReadingsReceived(
                    device,
                    time + 1_000,
                    List.of(new Reading(
                            device,
                            "fire_pressure",
                            time,
                            300 + minute % 50 / 10.0,
                            quality,
                            quality == Quality.GOOD ? "" : "OUT_OF_RANGE"))));
            entries.add(new Ticked(time + 30_000_000));
        }
        return entries;
    }
}
