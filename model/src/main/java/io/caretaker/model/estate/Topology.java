package io.caretaker.model.estate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the registry holds at one moment, indexed. Immutable: a change of the registry makes a new one.
 * Unknown ids answer empty; a parent that does not exist counts as none.
 */
public final class Topology {
    private final Map<String, Estate> estates = new LinkedHashMap<>();
    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<String, Profile> profiles = new LinkedHashMap<>();
    private final Map<String, List<Asset>> children = new HashMap<>();
    private final Map<String, List<Device>> devicesOfAsset = new HashMap<>();
    private final Map<String, Device> devicesByAddress = new HashMap<>();

    public Topology(
            Collection<Estate> estates,
            Collection<Asset> assets,
            Collection<Device> devices,
            Collection<Profile> profiles) {
        estates.forEach(e -> this.estates.put(e.id(), e));
        assets.forEach(a -> this.assets.put(a.id(), a));
        devices.forEach(d -> this.devices.put(d.id(), d));
        profiles.forEach(p -> this.profiles.put(p.id(), p));
        assets.forEach(a -> a.parent()
                .ifPresent(
                        p -> children.computeIfAbsent(p, k -> new ArrayList<>()).add(a)));
        devices.forEach(d -> devicesOfAsset
                .computeIfAbsent(d.asset(), k -> new ArrayList<>())
                .add(d));
        devices.forEach(d -> d.addresses().forEach(a -> devicesByAddress.put(a, d)));
    }

    public static Topology empty() {
        return new Topology(List.of(), List.of(), List.of(), List.of());
    }

    public Collection<Estate> estates() {
        return List.copyOf(estates.values());
    }

    public Collection<Asset> assets() {
        return List.copyOf(assets.values());
    }

    public Collection<Device> devices() {
        return List.copyOf(devices.values());
    }

    public Collection<Profile> profiles() {
        return List.copyOf(profiles.values());
    }

    public Optional<Estate> estate(String id) {
        return Optional.ofNullable(estates.get(id));
    }

    public Optional<Asset> asset(String id) {
        return Optional.ofNullable(assets.get(id));
    }

    public Optional<Device> device(String id) {
        return Optional.ofNullable(devices.get(id));
    }

    /** The device that goes by that address, as {@code lorawan:24e124136b320000}. */
    public Optional<Device> deviceAt(String address) {
        return Optional.ofNullable(devicesByAddress.get(address));
    }

    public Optional<Profile> profile(String id) {
        return Optional.ofNullable(profiles.get(id));
    }

    public List<Asset> childrenOf(String asset) {
        return List.copyOf(children.getOrDefault(asset, List.of()));
    }

    public List<Device> devicesOf(String asset) {
        return List.copyOf(devicesOfAsset.getOrDefault(asset, List.of()));
    }

    public Optional<Asset> parentOf(Asset asset) {
        return asset.parent().flatMap(this::asset);
    }

    /** The asset and everything above it, nearest first. Stops where a chain runs into itself. */
    public List<Asset> pathUp(Asset asset) {
        List<Asset> path = new ArrayList<>();
        Optional<Asset> next = Optional.of(asset);
        while (next.isPresent() && !path.contains(next.get())) {
            path.add(next.get());
            next = parentOf(next.get());
        }
        return path;
    }

    /** The asset whose subtree detection correlates in: the nearest scope at or above, else the topmost ancestor. */
    public Asset scopeOf(Asset asset) {
        List<Asset> path = pathUp(asset);
        return path.stream().filter(a -> a.type().isScope()).findFirst().orElse(path.get(path.size() - 1));
    }
}
