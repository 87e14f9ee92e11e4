package io.caretaker.ingest.journal.rocksdb;

import io.caretaker.ingest.journal.Snapshot;
import io.caretaker.ingest.journal.SnapshotStore;
import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.Keys;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Snapshots in the embedded store: offset and state in one value. Not synced: after a power cut an earlier snapshot may
 * be found, from which the stage folds again.
 */
final class RocksSnapshots implements SnapshotStore {
    private final StoreDatabase database;

    RocksSnapshots(StoreDatabase database) {
        this.database = database;
    }

    @Override
    public void put(String name, long nextOffset, byte[] state) {
        byte[] value = new byte[Long.BYTES + state.length];
        Keys.putLong(value, 0, nextOffset);
        System.arraycopy(state, 0, value, Long.BYTES, state.length);
        database.use("writing snapshot " + name, db -> {
            db.put(database.handle(Family.SNAPSHOTS), key(name), value);
            return null;
        });
    }

    @Override
    public Optional<Snapshot> latest(String name) {
        byte[] value = database.get(Family.SNAPSHOTS, key(name));
        return value == null
                ? Optional.empty()
                : Optional.of(
                        new Snapshot(Keys.getLong(value, 0), Arrays.copyOfRange(value, Long.BYTES, value.length)));
    }

    private static byte[] key(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
