package io.caretaker.ingest.journal.rocksdb;

import io.caretaker.ingest.journal.DecodedEntries;
import io.caretaker.ingest.journal.JournalCodec;
import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.Keys;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.ingest.telemetry.rocksdb.EmbeddedReadingStore;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.journal.JournalGroup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Looks at the journal of a service that does not run, or of a copy, and changes nothing. For one thread.
 */
public final class JournalInspection implements AutoCloseable {
    private static final int MOST_PROBLEMS = 1_000;
    private static final int READ_AHEAD = 1 << 20;

    private final StoreDatabase database;

    private JournalInspection(StoreDatabase database) {
        this.database = database;
    }

    /**
     * @param store directory of the embedded stores, {@code store} in the data directory
     * @throws io.caretaker.ingest.rocksdb.StoreFailure when it cannot be opened: also when its log is damaged
     */
    public static JournalInspection open(Path store) {
        return new JournalInspection(StoreDatabase.openReadOnly(store));
    }

    /** Decodes every group, checks that offsets have no gaps, and reads every file of the store against its checksums. */
    public JournalReport verify() {
        Walk walk = new Walk();
        try {
            database.use("checking the files of the store", db -> {
                db.verifyChecksum();
                return null;
            });
        } catch (RuntimeException e) {
            walk.problem("a file of the store is damaged: " + cause(e));
        }
        walk(0, walk::group, walk::damaged);
        Map<String, Long> followers = followers();
        followers.forEach((name, offset) -> {
            if (offset > walk.nextOffset) {
                walk.problem(name + " goes on from offset " + offset + ", beyond the end of the journal at "
                        + walk.nextOffset);
            }
        });
        return walk.report(followers);
    }

    /** Hands on the sound groups from the offset on; those that are damaged go to the other. */
    public void read(long fromOffset, Consumer<JournalGroup> groups, Consumer<String> damaged) {
        walk(
                fromOffset,
                (group, bytes, version) -> groups.accept(group),
                (offset, found) -> damaged.accept(sentence(offset, found)));
    }

    /** Offset from which the embedded telemetry goes on, and those of the snapshots. */
    private Map<String, Long> followers() {
        Map<String, Long> offsets = new TreeMap<>();
        EmbeddedReadingStore.durableOffset(database).ifPresent(offset -> offsets.put("telemetry", offset));
        database.use("reading the snapshots", db -> {
            try (RocksIterator rows = db.newIterator(database.handle(Family.SNAPSHOTS))) {
                for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                    offsets.put(new String(rows.key(), StandardCharsets.UTF_8), Keys.getLong(rows.value(), 0));
                }
                rows.status();
            }
            return null;
        });
        return offsets;
    }

    private interface Groups {
        void take(JournalGroup group, int bytes, int version);
    }

    private interface Damaged {
        void take(long offset, DecodedEntries.Corrupt found);
    }

    private void walk(long fromOffset, Groups groups, Damaged damaged) {
        database.use("reading the journal", db -> {
            try (ReadOptions options = new ReadOptions().setFillCache(false).setReadaheadSize(READ_AHEAD);
                    RocksIterator rows = db.newIterator(database.handle(Family.JOURNAL), options)) {
                walk(rows, fromOffset, groups, damaged);
            }
            return null;
        });
    }

    private static void walk(RocksIterator rows, long fromOffset, Groups groups, Damaged damaged)
            throws RocksDBException {
        rows.seekForPrev(Keys.ofLong(fromOffset));
        if (!rows.isValid()) {
            rows.seekToFirst();
        }
        for (; rows.isValid(); rows.next()) {
            long offset = Keys.getLong(rows.key(), 0);
            byte[] value = rows.value();
            DecodedEntries decoded = JournalCodec.decode(value);
            if (decoded instanceof DecodedEntries.Ok ok) {
                groups.take(new JournalGroup(offset, ok.entries()), value.length, value[0]);
            } else {
                damaged.take(offset, (DecodedEntries.Corrupt) decoded);
            }
        }
        rows.status();
    }

    private static String sentence(long offset, DecodedEntries.Corrupt found) {
        return "the group at offset " + offset + " is damaged at byte " + found.position() + ": expected "
                + found.expected();
    }

    private static String cause(RuntimeException e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    @Override
    public void close() {
        database.close();
    }

    /** Sums of one walk. */
    private static final class Walk {
        private final Map<String, Long> byKind = new TreeMap<>();
        private final List<String> problems = new ArrayList<>();
        private long groups;
        private long withoutChecksum;
        private long bytes;
        private long readings;
        private long firstOffset = -1;
        private long nextOffset;
        private boolean endKnown = true;

        void group(JournalGroup group, int size, int version) {
            begins(group.firstOffset());
            groups++;
            bytes += size;
            withoutChecksum += version == JournalCodec.VERSION ? 0 : 1;
            group.entries().forEach(this::entry);
            nextOffset = group.nextOffset();
            endKnown = true;
        }

        void damaged(long offset, DecodedEntries.Corrupt found) {
            begins(offset);
            groups++;
            problem(sentence(offset, found));
            nextOffset = offset + 1;
            // How many entries it held is told by where the next one begins.
            endKnown = false;
        }

        private void begins(long offset) {
            if (firstOffset < 0) {
                firstOffset = offset;
            } else if (endKnown ? offset != nextOffset : offset < nextOffset) {
                problem(
                        offset > nextOffset
                                ? "entries " + nextOffset + " to " + (offset - 1) + " are missing"
                                : "the group at offset " + offset + " repeats entries up to " + (nextOffset - 1));
            }
        }

        private void entry(JournalEntry entry) {
            byKind.merge(kind(entry), 1L, Long::sum);
            if (entry instanceof ReadingsReceived received) {
                readings += received.readings().size();
            }
        }

        void problem(String sentence) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(sentence);
            }
        }

        JournalReport report(Map<String, Long> followers) {
            return new JournalReport(
                    groups,
                    withoutChecksum,
                    bytes,
                    byKind,
                    readings,
                    Math.max(0, firstOffset),
                    nextOffset,
                    followers,
                    problems);
        }
    }

    /** What an entry is, in one word. */
    public static String kind(JournalEntry entry) {
        if (entry instanceof ReadingsReceived) {
            return "readings";
        }
        if (entry instanceof DeviceStatusChanged) {
            return "status";
        }
        if (entry instanceof Ticked) {
            return "tick";
        }
        if (entry instanceof CommandIssued) {
            return "command";
        }
        throw new IllegalStateException("no word for " + entry.getClass());
    }
}
