package io.caretaker.ingest.registry;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the registry is kept. Blocks on I/O; each call is one transaction; safe for use by several threads. */
public interface RegistryStore {

    /** @param tokenHashes SHA-256 of the token in hex, by device */
    record Content(Topology topology, Map<String, String> tokenHashes, List<FormerToken> formerTokens) {}

    /** A token that was replaced and works until its time is over. */
    record FormerToken(String device, String sha256, long untilMicros) {}

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

    /** Removes one row, of a device its tokens too. */
    void remove(Kind kind, String id);

    /** The device has this token from now on; of former ones only the given one is kept. */
    void rotate(String device, String tokenHash, Optional<FormerToken> former, long timeMicros);

    /** The device has no token any more, nor a former one. */
    void revoke(String device);

    /** Forgets the former tokens of the devices. */
    void endGrace(Collection<String> devices);
}
