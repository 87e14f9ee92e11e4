package io.caretaker.ingest.registry;

import io.caretaker.ingest.registry.RegistryDocument.AssetDraft;
import io.caretaker.ingest.registry.RegistryDocument.DeviceDraft;
import io.caretaker.ingest.registry.RegistryDocument.DownlinkDraft;
import io.caretaker.ingest.registry.RegistryDocument.EstateDraft;
import io.caretaker.ingest.registry.RegistryDocument.MappingDraft;
import io.caretaker.ingest.registry.RegistryDocument.MetricDraft;
import io.caretaker.ingest.registry.RegistryDocument.ProfileDraft;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.DownlinkMapping;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks a document as a whole against what the registry already holds, and finds all faults at once. Pure; one instance per
 * document.
 */
final class RegistryValidation {
    private static final String TYPES =
            "one of " + Arrays.stream(AssetType.values()).map(Enum::name).collect(Collectors.joining(", "));

    /** What passed: the parts of the document as the words of the model. */
    record Valid(List<Estate> estates, List<Profile> profiles, List<Asset> assets, List<Device> devices) {}

    private final Topology held;
    private final RegistryDocument document;
    private final Faults faults = new Faults();
    private final Map<String, String> estateOfAsset = new HashMap<>();
    private final Map<String, String> parentOfAsset = new HashMap<>();
    private final Set<String> estateIds = new HashSet<>();
    private final Set<String> profileIds = new HashSet<>();
    private final Map<String, String> deviceOfAddress = new HashMap<>();

    private RegistryValidation(Topology held, RegistryDocument document) {
        this.held = held;
        this.document = document;
        held.estates().forEach(e -> estateIds.add(e.id()));
        held.profiles().forEach(p -> profileIds.add(p.id()));
        held.assets().forEach(a -> place(a.id(), a.estate(), a.parent().orElse(null)));
        document.estates().forEach(e -> estateIds.add(e.id()));
        document.profiles().forEach(p -> profileIds.add(p.id()));
        document.assets().forEach(a -> place(a.id(), a.estate(), a.parent()));
        // A device that the document replaces gives its old addresses up.
        Set<String> replaced = new HashSet<>();
        document.devices().forEach(d -> replaced.add(d.id()));
        held.devices().stream()
                .filter(d -> !replaced.contains(d.id()))
                .forEach(d -> d.addresses().forEach(a -> deviceOfAddress.put(a, d.id())));
    }

    /** @throws InvalidDocument with every fault of the document */
    static Valid check(Topology held, RegistryDocument document) {
        RegistryValidation validation = new RegistryValidation(held, document);
        Valid valid = new Valid(validation.estates(), validation.profiles(), validation.assets(), validation.devices());
        validation.assetsLeftBehind();
        if (!validation.faults.found().isEmpty()) {
            throw new InvalidDocument(validation.faults.found());
        }
        return valid;
    }

    private void place(String asset, String estate, String parent) {
        estateOfAsset.put(asset, estate);
        parentOfAsset.put(asset, parent);
    }

    private List<Estate> estates() {
        List<Estate> valid = new ArrayList<>();
        Set<String> seen = Faults.seen();
        for (int i = 0; i < document.estates().size(); i++) {
            EstateDraft draft = document.estates().get(i);
            String path = "estates[" + i + "]";
            int before = faults.found().size();
            faults.id(path + ".id", draft.id(), seen);
            var name = faults.name(path + ".name", draft.name());
            coordinate(path + ".latitude", draft.latitude(), 90, "degrees north");
            coordinate(path + ".longitude", draft.longitude(), 180, "degrees east");
            Optional<ZoneId> zone = zone(path + ".zone", draft.zone());
            Integer households = draft.households() == null ? Integer.valueOf(0) : draft.households();
            faults.check(households >= 0, path + ".households", households, "0 or more");
            faults.build(
                            path,
                            before,
                            () -> new Estate(
                                    draft.id(),
                                    name,
                                    draft.latitude(),
                                    draft.longitude(),
                                    zone.orElseThrow(),
                                    households))
                    .ifPresent(valid::add);
        }
        return valid;
    }

    private void coordinate(String path, Double degrees, int bound, String words) {
        faults.check(
                degrees != null && Math.abs(degrees) <= bound, path, degrees, words + ", -" + bound + " to " + bound);
    }

    private Optional<ZoneId> zone(String path, String zone) {
        try {
            if (zone != null) {
                return Optional.of(ZoneId.of(zone));
            }
        } catch (DateTimeException e) {
            // told below, as for an absent one
        }
        faults.add(path, zone, "a time zone such as Asia/Shanghai");
        return Optional.empty();
    }

    private List<Profile> profiles() {
        List<Profile> valid = new ArrayList<>();
        Set<String> seen = Faults.seen();
        for (int i = 0; i < document.profiles().size(); i++) {
            ProfileDraft draft = document.profiles().get(i);
            String path = "profiles[" + i + "]";
            int before = faults.found().size();
            faults.id(path + ".id", draft.id(), seen);
            var name = faults.name(path + ".name", draft.name());
            List<MetricSpec> metrics = metrics(path, draft.metrics() == null ? List.of() : draft.metrics());
            List<FieldMapping> mapping = mapping(path, draft.mapping() == null ? List.of() : draft.mapping());
            List<DownlinkMapping> downlinks =
                    downlinks(path, draft.downlinks() == null ? List.of() : draft.downlinks());
            faults.build(path, before, () -> new Profile(draft.id(), name, metrics, draft.codec(), mapping, downlinks))
                    .ifPresent(valid::add);
        }
        return valid;
    }

    private List<MetricSpec> metrics(String profile, List<MetricDraft> drafts) {
        List<MetricSpec> valid = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            MetricDraft draft = drafts.get(i);
            if (!faults.check(draft != null, profile + ".metrics[" + i + "]", null, "a metric")) {
                continue;
            }
            double min = draft.min() == null ? -Double.MAX_VALUE : draft.min();
            double max = draft.max() == null ? Double.MAX_VALUE : draft.max();
            faults.build(
                            profile + ".metrics[" + i + "]",
                            faults.found().size(),
                            () -> new MetricSpec(draft.name(), draft.unit(), min, max))
                    .ifPresent(valid::add);
        }
        return valid;
    }

    private List<FieldMapping> mapping(String profile, List<MappingDraft> drafts) {
        List<FieldMapping> valid = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            MappingDraft draft = drafts.get(i);
            String path = profile + ".mapping[" + i + "]";
            if (!faults.check(draft != null, path, null, "a mapping")
                    || !faults.check(
                            draft.words() == null
                                    || draft.words().values().stream().noneMatch(Objects::isNull),
                            path + ".words",
                            draft.words(),
                            "a number for every word")) {
                continue;
            }
            faults.build(
                            path,
                            faults.found().size(),
                            () -> new FieldMapping(
                                    draft.source(),
                                    draft.metric(),
                                    draft.unit(),
                                    draft.scale() == null ? 1 : draft.scale(),
                                    draft.offset() == null ? 0 : draft.offset(),
                                    draft.words()))
                    .ifPresent(valid::add);
        }
        return valid;
    }

    private List<DownlinkMapping> downlinks(String profile, List<DownlinkDraft> drafts) {
        List<DownlinkMapping> valid = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            DownlinkDraft draft = drafts.get(i);
            String path = profile + ".downlinks[" + i + "]";
            if (!faults.check(draft != null, path, null, "a command with its port")
                    || !faults.check(
                            draft.fields() == null
                                    || draft.fields().values().stream().noneMatch(Objects::isNull),
                            path + ".fields",
                            draft.fields(),
                            "a value for every field")) {
                continue;
            }
            faults.build(
                            path,
                            faults.found().size(),
                            () -> new DownlinkMapping(
                                    draft.command(),
                                    draft.fPort() == null ? 0 : draft.fPort(),
                                    draft.fields(),
                                    draft.bytes()))
                    .ifPresent(valid::add);
        }
        return valid;
    }

    private List<Asset> assets() {
        List<Asset> valid = new ArrayList<>();
        Set<String> seen = Faults.seen();
        for (int i = 0; i < document.assets().size(); i++) {
            AssetDraft draft = document.assets().get(i);
            String path = "assets[" + i + "]";
            int before = faults.found().size();
            faults.id(path + ".id", draft.id(), seen);
            faults.check(estateIds.contains(draft.estate()), path + ".estate", draft.estate(), "an estate that exists");
            parent(path + ".parent", draft);
            Optional<AssetType> type = Arrays.stream(AssetType.values())
                    .filter(t -> t.name().equals(draft.type()))
                    .findFirst();
            faults.check(type.isPresent(), path + ".type", draft.type(), TYPES);
            var name = faults.name(path + ".name", draft.name());
            Map<String, Double> attributes = attributes(path + ".attributes", draft.attributes());
            faults.build(
                            path,
                            before,
                            () -> new Asset(
                                    draft.id(),
                                    draft.estate(),
                                    Optional.ofNullable(draft.parent()),
                                    type.orElseThrow(),
                                    name,
                                    attributes))
                    .ifPresent(valid::add);
        }
        return valid;
    }

    private Map<String, Double> attributes(String path, Map<String, Double> drafts) {
        Map<String, Double> valid = new HashMap<>();
        if (drafts != null) {
            drafts.forEach((key, value) -> {
                if (faults.check(value != null && Double.isFinite(value), path + "." + key, value, "a finite number")) {
                    valid.put(key, value);
                }
            });
        }
        return valid;
    }

    private void parent(String path, AssetDraft draft) {
        String parent = draft.parent();
        if (parent == null) {
            return;
        }
        if (!estateOfAsset.containsKey(parent)) {
            faults.add(path, parent, "an asset that exists, or null directly below the estate");
        } else if (draft.estate() != null && !draft.estate().equals(estateOfAsset.get(parent))) {
            faults.add(path, parent, "an asset of the same estate, " + draft.estate());
        } else if (circular(draft.id())) {
            faults.add(path, parent, "a tree: the asset would be above itself");
        }
    }

    private boolean circular(String asset) {
        Set<String> above = new HashSet<>();
        for (String next = asset; next != null; next = parentOfAsset.get(next)) {
            if (!above.add(next)) {
                return true;
            }
        }
        return false;
    }

    private List<Device> devices() {
        List<Device> valid = new ArrayList<>();
        Set<String> seen = Faults.seen();
        for (int i = 0; i < document.devices().size(); i++) {
            DeviceDraft draft = document.devices().get(i);
            String path = "devices[" + i + "]";
            int before = faults.found().size();
            faults.id(path + ".id", draft.id(), seen);
            faults.check(estateIds.contains(draft.estate()), path + ".estate", draft.estate(), "an estate that exists");
            if (faults.check(
                    estateOfAsset.containsKey(draft.asset()), path + ".asset", draft.asset(), "an asset that exists")) {
                String estate = estateOfAsset.get(draft.asset());
                faults.check(
                        estate == null || estate.equals(draft.estate()),
                        path + ".asset",
                        draft.asset(),
                        "an asset of the device's estate, " + draft.estate());
            }
            faults.check(
                    profileIds.contains(draft.profile()), path + ".profile", draft.profile(), "a profile that exists");
            Optional<Duration> interval = interval(path + ".interval", draft.interval());
            addresses(path + ".addresses", draft);
            faults.build(
                            path,
                            before,
                            () -> new Device(
                                    draft.id(),
                                    draft.estate(),
                                    draft.asset(),
                                    draft.profile(),
                                    interval.orElseThrow(),
                                    draft.addresses()))
                    .ifPresent(valid::add);
        }
        return valid;
    }

    /** An address names one device: two that share one would take each other's readings. */
    private void addresses(String path, DeviceDraft draft) {
        List<String> addresses = draft.addresses() == null ? List.of() : draft.addresses();
        for (int i = 0; i < addresses.size(); i++) {
            String address = addresses.get(i);
            String at = path + "[" + i + "]";
            if (!faults.check(
                    address != null && Device.ADDRESS.matcher(address).matches(),
                    at,
                    address,
                    "scheme:address, as lorawan:24e124136b320000")) {
                continue;
            }
            String owner = deviceOfAddress.putIfAbsent(address, String.valueOf(draft.id()));
            faults.check(
                    owner == null || owner.equals(draft.id()),
                    at,
                    address,
                    "an address of no other device than " + owner);
        }
    }

    private Optional<Duration> interval(String path, String text) {
        try {
            Duration interval = Duration.parse(text == null ? "" : text);
            // A device that speaks less often than monthly cannot be watched for silence.
            if (interval.compareTo(Duration.ofSeconds(1)) >= 0 && interval.compareTo(Duration.ofDays(31)) <= 0) {
                return Optional.of(interval);
            }
        } catch (DateTimeException e) {
            // told below, as for one out of range
        }
        faults.add(path, text, "a duration of PT1S to PT744H, such as PT5M");
        return Optional.empty();
    }

    /** An asset that moves to another estate must not leave its children or devices in the old one. */
    private void assetsLeftBehind() {
        Map<String, Integer> moved = new HashMap<>();
        Set<String> movedDevices = new HashSet<>();
        for (int i = 0; i < document.assets().size(); i++) {
            AssetDraft draft = document.assets().get(i);
            boolean moves = draft.id() != null
                    && draft.estate() != null
                    && held.asset(draft.id())
                            .filter(a -> !a.estate().equals(draft.estate()))
                            .isPresent();
            if (moves) {
                moved.put(draft.id(), i);
            }
        }
        if (moved.isEmpty()) {
            return;
        }
        document.devices().forEach(d -> movedDevices.add(d.id()));
        moved.forEach((asset, index) -> {
            boolean leaves = held.childrenOf(asset).stream()
                            .anyMatch(
                                    c -> !document.assets().get(index).estate().equals(estateOfAsset.get(c.id())))
                    || held.devicesOf(asset).stream().anyMatch(d -> !movedDevices.contains(d.id()));
            faults.check(
                    !leaves,
                    "assets[" + index + "].estate",
                    document.assets().get(index).estate(),
                    "the same estate as the assets and devices below it: move them in the same document");
        });
    }
}
