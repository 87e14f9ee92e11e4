package io.caretaker.ingest.registry;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.util.List;
import java.util.Map;

/** Where the registry is kept. Blocks on I/O; each call is one transaction; safe for use by several threads. */
public interface RegistryStore {

    /** @param tokenHashes SHA-256 of the token in hex, by device */
    record Content(Topology topology, Map<String, String> tokenHashes) {}

    /** What is written together; an id that exists is replaced. */
    record Upsert(
            List<Estate> estates,
            List<Profile> profiles,
            List<Asset> assets,
            List<Device> devices,
            Map<String, String> tokenHashes,
            long timeMicros) {}

    enum Kind {
        ESTATE,
        PROFILE,
        ASSET,
        DEVICE
    }

    Content load();

    void save(Upsert upsert);

    /** Removes one row, of a device its token too. */
    void remove(Kind kind, String id);
}
