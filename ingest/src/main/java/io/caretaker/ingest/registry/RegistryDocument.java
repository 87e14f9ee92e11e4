package io.caretaker.ingest.registry;

import io.caretaker.model.estate.Profile;
import java.util.List;
import java.util.Map;

/**
 * What somebody wants the registry to hold, as it was written: nothing is checked yet, so every component of a draft may be
 * null. Ids that exist are replaced, others are added.
 */
public record RegistryDocument(
        List<EstateDraft> estates, List<ProfileDraft> profiles, List<AssetDraft> assets, List<DeviceDraft> devices) {
    public RegistryDocument {
        estates = estates == null ? List.of() : List.copyOf(estates);
        profiles = profiles == null ? List.of() : List.copyOf(profiles);
        assets = assets == null ? List.of() : List.copyOf(assets);
        devices = devices == null ? List.of() : List.copyOf(devices);
    }

    public record NameDraft(String en, String zh) {}

    public record EstateDraft(
            String id, NameDraft name, Double latitude, Double longitude, String zone, Integer households) {}

    /**
     * @param codec id of the codec that decodes its payloads; absent: none
     * @param mapping absent: fields are named as metrics
     * @param downlinks how commands are put for a radio device; absent: it takes none
     */
    public record ProfileDraft(
            String id,
            NameDraft name,
            List<MetricDraft> metrics,
            String codec,
            List<MappingDraft> mapping,
            List<DownlinkDraft> downlinks) {
        public ProfileDraft(
                String id, NameDraft name, List<MetricDraft> metrics, String codec, List<MappingDraft> mapping) {
            this(id, name, metrics, codec, mapping, null);
        }

        public ProfileDraft(String id, NameDraft name, List<MetricDraft> metrics) {
            this(id, name, metrics, null, null, null);
        }
    }

    /** {@code fields} for the vendor's encoder, or {@code bytes} in hex: one of the two. */
    public record DownlinkDraft(String command, Integer fPort, Map<String, String> fields, String bytes) {}

    /** {@code unit} absent: that of the metric; {@code scale} absent: 1; {@code offset} absent: 0. */
    public record MappingDraft(
            String source, String metric, String unit, Double scale, Double offset, Map<String, Double> words) {}

    /** {@code min} and {@code max} absent: any finite value is plausible. */
    public record MetricDraft(String name, String unit, Double min, Double max) {}

    public record AssetDraft(
            String id, String estate, String parent, String type, NameDraft name, Map<String, Double> attributes) {}

    /**
     * @param interval ISO 8601 duration such as {@code PT15M}
     * @param addresses what it is called on other wires, as {@code lorawan:24e124136b320000}; absent: none
     */
    public record DeviceDraft(
            String id, String estate, String asset, String profile, String interval, List<String> addresses) {
        public DeviceDraft(String id, String estate, String asset, String profile, String interval) {
            this(id, estate, asset, profile, interval, null);
        }
    }

    public static RegistryDocument ofDevice(DeviceDraft device) {
        return new RegistryDocument(List.of(), List.of(), List.of(), List.of(device));
    }

    public static RegistryDocument ofAsset(AssetDraft asset) {
        return new RegistryDocument(List.of(), List.of(), List.of(asset), List.of());
    }

    /** A profile that exists already, such as one of the device library. */
    public static RegistryDocument ofProfile(Profile profile) {
        return ofProfile(new ProfileDraft(
                profile.id(),
                new NameDraft(profile.name().en(), profile.name().zh()),
                profile.metrics().stream()
                        .map(m -> new MetricDraft(m.name(), m.unit(), m.min(), m.max()))
                        .toList(),
                profile.codec(),
                profile.mapping().stream()
                        .map(f -> new MappingDraft(f.source(), f.metric(), f.unit(), f.scale(), f.offset(), f.words()))
                        .toList(),
                profile.downlinks().stream()
                        .map(d -> new DownlinkDraft(d.command(), d.fPort(), d.fields(), d.bytes()))
                        .toList()));
    }

    public static RegistryDocument ofProfile(ProfileDraft profile) {
        return new RegistryDocument(List.of(), List.of(profile), List.of(), List.of());
    }

    public static RegistryDocument ofEstate(EstateDraft estate) {
        return new RegistryDocument(List.of(estate), List.of(), List.of(), List.of());
    }
}
