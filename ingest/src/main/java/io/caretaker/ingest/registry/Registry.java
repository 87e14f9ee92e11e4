package io.caretaker.ingest.registry;

import io.caretaker.ingest.registry.RegistryStore.FormerToken;
import io.caretaker.ingest.registry.RegistryStore.Kind;
import io.caretaker.ingest.registry.RegistryStore.Upsert;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The registry: kept in a store, answered from an immutable picture in memory. Reading never blocks; changes block on the
 * store, happen one after the other, and show only when they are stored. Safe for use by several threads.
 */
public final class Registry implements TopologySource {
    private static final Duration LONGEST_GRACE = Duration.ofDays(30);

    private final RegistryStore store;
    private final Credentials credentials;
    private final Clock clock;
    private final List<Consumer<RegistryChange>> listeners = new CopyOnWriteArrayList<>();
    private volatile Topology topology;

    /** Loads what the store holds. */
    public Registry(RegistryStore store, SecureRandom random, Clock clock) {
        this.store = store;
        this.credentials = new Credentials(random, clock);
        this.clock = clock;
        RegistryStore.Content content = store.load();
        credentials.replaceAll(content.tokenHashes(), content.formerTokens());
        this.topology = content.topology();
    }

    @Override
    public Topology current() {
        return topology;
    }

    public Credentials credentials() {
        return credentials;
    }

    /** Told after each change, on the thread that made it. Must return soon and not throw. */
    public void onChange(Consumer<RegistryChange> listener) {
        listeners.add(listener);
    }

    /**
     * Whether {@link #apply} would take the document now; changes nothing.
     *
     * @throws InvalidDocument with all faults of the document
     */
    public void check(RegistryDocument document) {
        RegistryValidation.check(topology, document);
    }

    /**
     * What {@link #apply} would do with the document now; changes nothing.
     *
     * @throws InvalidDocument with all faults of the document
     */
    public RegistryDifference compare(RegistryDocument document) {
        Topology held = topology;
        RegistryValidation.Valid valid = RegistryValidation.check(held, document);
        Comparison comparison = new Comparison();
        valid.estates().forEach(e -> comparison.add("estates/" + e.id(), e, held.estate(e.id())));
        valid.profiles().forEach(p -> comparison.add("profiles/" + p.id(), p, held.profile(p.id())));
        valid.assets().forEach(a -> comparison.add("assets/" + a.id(), a, held.asset(a.id())));
        valid.devices().forEach(d -> comparison.add("devices/" + d.id(), d, held.device(d.id())));
        return comparison.difference();
    }

    /**
     * Adds or replaces everything in the document, or nothing. Each device that is new gets a token.
     *
     * @throws InvalidDocument with all faults of the document
     */
    public synchronized RegistryChange apply(RegistryDocument document) {
        Topology before = topology;
        RegistryValidation.Valid valid = RegistryValidation.check(before, document);
        Map<String, String> tokens = new LinkedHashMap<>();
        Map<String, String> hashes = new HashMap<>();
        Set<String> moved = new HashSet<>();
        Set<String> estates = new HashSet<>();
        for (Device device : valid.devices()) {
            before.device(device.id())
                    .ifPresentOrElse(
                            old -> {
                                estates.add(old.estate());
                                if (!old.estate().equals(device.estate())) {
                                    moved.add(device.id());
                                }
                            },
                            () -> issue(device.id(), tokens, hashes));
            estates.add(device.estate());
        }
        valid.estates().forEach(e -> estates.add(e.id()));
        valid.assets().forEach(a -> estates.add(a.estate()));
        valid.profiles()
                .forEach(p -> before.devices().stream()
                        .filter(d -> d.profile().equals(p.id()))
                        .forEach(d -> estates.add(d.estate())));
        store.save(new Upsert(
                valid.estates(),
                valid.profiles(),
                valid.assets(),
                valid.devices(),
                hashes,
                Times.micros(clock.instant())));
        credentials.putAll(hashes);
        Topology after = new Topology(
                merged(before.estates(), valid.estates(), Estate::id),
                merged(before.assets(), valid.assets(), Asset::id),
                merged(before.devices(), valid.devices(), Device::id),
                merged(before.profiles(), valid.profiles(), Profile::id));
        return publish(new RegistryChange(after, estates, tokens, moved));
    }

    /** As {@link #rotate(String, Duration)} without any grace. */
    public RegistryChange rotate(String deviceId) {
        return rotate(deviceId, Duration.ZERO);
    }

    /**
     * A new token for the device. The old one ends at once, or after the grace; one that was in its grace already ends at
     * once.
     *
     * @param grace 0 to 30 days
     * @throws InvalidDocument when there is no such device
     * @throws InvalidValue when the grace is out of range
     */
    public synchronized RegistryChange rotate(String deviceId, Duration grace) {
        Device device = topology.device(deviceId).orElseThrow(() -> absent("device", deviceId));
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new InvalidValue("grace", grace, "a duration of PT0S to PT720H");
        }
        Map<String, String> tokens = new HashMap<>();
        Map<String, String> hashes = new HashMap<>();
        issue(deviceId, tokens, hashes);
        long until = Times.micros(clock.instant().plus(grace));
        Optional<FormerToken> former = grace.isZero()
                ? Optional.empty()
                : credentials.hashOfDevice(deviceId).map(hash -> new FormerToken(deviceId, hash, until));
        store.rotate(deviceId, hashes.get(deviceId), former, Times.micros(clock.instant()));
        credentials.endGrace(Set.of(deviceId));
        credentials.putAll(hashes);
        former.ifPresent(credentials::keep);
        return publish(new RegistryChange(topology, Set.of(device.estate()), tokens, Set.of(deviceId)));
    }

    /**
     * The device has no token from now on: it is let in nowhere until it is given a new one.
     *
     * @throws InvalidDocument when there is no such device
     */
    public synchronized RegistryChange revoke(String deviceId) {
        Device device = topology.device(deviceId).orElseThrow(() -> absent("device", deviceId));
        store.revoke(deviceId);
        credentials.removeAll(Set.of(deviceId));
        return publish(new RegistryChange(topology, Set.of(device.estate()), Map.of(), Set.of(deviceId)));
    }

    /** Disconnects whoever still uses a former token whose time is over. To be called every few seconds. */
    public synchronized void endGraces() {
        Set<String> over = credentials.over().stream().map(FormerToken::device).collect(Collectors.toSet());
        if (!over.isEmpty()) {
            store.endGrace(over);
            credentials.endGrace(over);
            publish(new RegistryChange(topology, Set.of(), Map.of(), over));
        }
    }

    /** @throws InvalidDocument when there is no such device */
    public synchronized RegistryChange removeDevice(String id) {
        Device device = topology.device(id).orElseThrow(() -> absent("device", id));
        store.remove(Kind.DEVICE, id);
        credentials.removeAll(Set.of(id));
        return publish(new RegistryChange(without(Kind.DEVICE, id), Set.of(device.estate()), Map.of(), Set.of(id)));
    }

    /** @throws InvalidDocument when there is no such asset, or assets or devices hang on it */
    public synchronized RegistryChange removeAsset(String id) {
        Asset asset = topology.asset(id).orElseThrow(() -> absent("asset", id));
        unused(
                "asset",
                id,
                topology.childrenOf(id).size() + topology.devicesOf(id).size());
        return remove(Kind.ASSET, id, Set.of(asset.estate()));
    }

    /** @throws InvalidDocument when there is no such profile, or devices have it */
    public synchronized RegistryChange removeProfile(String id) {
        topology.profile(id).orElseThrow(() -> absent("profile", id));
        unused(
                "profile",
                id,
                topology.devices().stream().filter(d -> d.profile().equals(id)).count());
        return remove(Kind.PROFILE, id, Set.of());
    }

    /** @throws InvalidDocument when there is no such estate, or assets or devices are in it */
    public synchronized RegistryChange removeEstate(String id) {
        topology.estate(id).orElseThrow(() -> absent("estate", id));
        long used = topology.assets().stream()
                        .filter(a -> a.estate().equals(id))
                        .count()
                + topology.devices().stream().filter(d -> d.estate().equals(id)).count();
        unused("estate", id, used);
        return remove(Kind.ESTATE, id, Set.of(id));
    }

    private RegistryChange remove(Kind kind, String id, Set<String> estates) {
        store.remove(kind, id);
        return publish(new RegistryChange(without(kind, id), estates, Map.of(), Set.of()));
    }

    private void issue(String device, Map<String, String> tokens, Map<String, String> hashes) {
        String token = credentials.newToken();
        tokens.put(device, token);
        hashes.put(device, Credentials.hashOf(token));
    }

    private RegistryChange publish(RegistryChange change) {
        topology = change.topology();
        listeners.forEach(l -> l.accept(change));
        return change;
    }

    private Topology without(Kind kind, String id) {
        return new Topology(
                kept(topology.estates(), kind == Kind.ESTATE, Estate::id, id),
                kept(topology.assets(), kind == Kind.ASSET, Asset::id, id),
                kept(topology.devices(), kind == Kind.DEVICE, Device::id, id),
                kept(topology.profiles(), kind == Kind.PROFILE, Profile::id, id));
    }

    private static <T> Collection<T> kept(Collection<T> all, boolean affected, Function<T, String> idOf, String id) {
        return affected ? all.stream().filter(t -> !idOf.apply(t).equals(id)).toList() : all;
    }

    private static <T> Collection<T> merged(Collection<T> held, List<T> changed, Function<T, String> idOf) {
        Map<String, T> byId = new LinkedHashMap<>();
        held.forEach(t -> byId.put(idOf.apply(t), t));
        changed.forEach(t -> byId.put(idOf.apply(t), t));
        return byId.values();
    }

    private static InvalidDocument absent(String kind, String id) {
        return new InvalidDocument(List.of(RegistryFault.of("id", id, "the id of " + kind(kind) + " that exists")));
    }

    private static void unused(String kind, String id, long uses) {
        if (uses > 0) {
            throw new InvalidDocument(List.of(RegistryFault.of(
                    "id",
                    id,
                    kind(kind) + " that nothing refers to; " + uses + " still do: remove or move them first")));
        }
    }

    private static String kind(String kind) {
        return (kind.startsWith("a") || kind.startsWith("e") ? "an " : "a ") + kind;
    }
}
