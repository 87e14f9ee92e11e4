package io.caretaker.ingest.telemetry.influx;

import io.caretaker.ingest.journal.Snapshot;
import io.caretaker.ingest.journal.SnapshotStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class SnapshotsInMemory implements SnapshotStore {
    private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();

    @Override
    public void put(String name, long nextOffset, byte[] state) {
        snapshots.put(name, new Snapshot(nextOffset, state));
    }

    @Override
    public Optional<Snapshot> latest(String name) {
        return Optional.ofNullable(snapshots.get(name));
    }
}
