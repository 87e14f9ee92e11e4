package io.caretaker.ingest.registry;

import io.caretaker.ingest.registry.RegistryDocument.AssetDraft;
import io.caretaker.ingest.registry.RegistryDocument.DeviceDraft;
import io.caretaker.ingest.registry.RegistryDocument.DownlinkDraft;
import io.caretaker.ingest.registry.RegistryDocument.EstateDraft;
import io.caretaker.ingest.registry.RegistryDocument.MappingDraft;
import io.caretaker.ingest.registry.RegistryDocument.MetricDraft;
import io.caretaker.ingest.registry.RegistryDocument.NameDraft;
import io.caretaker.ingest.registry.RegistryDocument.ProfileDraft;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.DownlinkMapping;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.util.Comparator;
import java.util.TreeMap;

/** What the registry holds, written as a document that would bring it about. Pure. */
public final class RegistryDrafts {
    private RegistryDrafts() {}

    /** Everything, each kind by id. */
    public static RegistryDocument of(Topology topology) {
        return new RegistryDocument(
                topology.estates().stream()
                        .sorted(Comparator.comparing(Estate::id))
                        .map(RegistryDrafts::estate)
                        .toList(),
                topology.profiles().stream()
                        .sorted(Comparator.comparing(Profile::id))
                        .map(RegistryDrafts::profile)
                        .toList(),
                topology.assets().stream()
                        .sorted(Comparator.comparing(Asset::id))
                        .map(RegistryDrafts::asset)
                        .toList(),
                topology.devices().stream()
                        .sorted(Comparator.comparing(Device::id))
                        .map(RegistryDrafts::device)
                        .toList());
    }

    private static EstateDraft estate(Estate estate) {
        return new EstateDraft(
                estate.id(),
                name(estate.name()),
                estate.latitude(),
                estate.longitude(),
                estate.zone().getId(),
                estate.households());
    }

    private static ProfileDraft profile(Profile profile) {
        return new ProfileDraft(
                profile.id(),
                name(profile.name()),
                profile.metrics().stream().map(RegistryDrafts::metric).toList(),
                profile.codec().isEmpty() ? null : profile.codec(),
                profile.mapping().isEmpty()
                        ? null
                        : profile.mapping().stream()
                                .map(RegistryDrafts::mapping)
                                .toList(),
                profile.downlinks().isEmpty()
                        ? null
                        : profile.downlinks().stream()
                                .map(RegistryDrafts::downlink)
                                .toList());
    }

    private static MetricDraft metric(MetricSpec metric) {
        return new MetricDraft(metric.name(), metric.unit(), bound(metric.min()), bound(metric.max()));
    }

    /** Absent where any finite value is plausible. */
    private static Double bound(double value) {
        return Math.abs(value) == Double.MAX_VALUE ? null : Double.valueOf(value);
    }

    private static MappingDraft mapping(FieldMapping mapping) {
        return new MappingDraft(
                mapping.source(),
                mapping.metric(),
                mapping.unit().isEmpty() ? null : mapping.unit(),
                mapping.scale(),
                mapping.offset(),
                mapping.words().isEmpty() ? null : new TreeMap<>(mapping.words()));
    }

    private static DownlinkDraft downlink(DownlinkMapping downlink) {
        return new DownlinkDraft(
                downlink.command(),
                downlink.fPort(),
                downlink.fields().isEmpty() ? null : new TreeMap<>(downlink.fields()),
                downlink.bytes().isEmpty() ? null : downlink.bytes());
    }

    private static AssetDraft asset(Asset asset) {
        return new AssetDraft(
                asset.id(),
                asset.estate(),
                asset.parent().orElse(null),
                asset.type().name(),
                name(asset.name()),
                new TreeMap<>(asset.attributes()));
    }

    private static DeviceDraft device(Device device) {
        return new DeviceDraft(
                device.id(),
                device.estate(),
                device.asset(),
                device.profile(),
                device.interval().toString(),
                device.addresses().isEmpty() ? null : device.addresses());
    }

    private static NameDraft name(Text name) {
        return new NameDraft(name.en(), name.zh());
    }
}
