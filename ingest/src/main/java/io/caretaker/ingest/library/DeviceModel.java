package io.caretaker.ingest.library;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Family;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A device that can be bought, or a facility that reports: what it measures and how its payload becomes that. Immutable.
 */
public final class DeviceModel {
    private final Label label;
    private final Shelf shelf;
    private final Family family;
    private final String codec;
    private final Duration interval;
    private final List<AssetType> assets;
    private final Map<String, MetricSpec> metrics;
    private final Map<String, MetricSpec> alternatives;
    private final List<ModelField> fields;
    private final List<Setting> settings;

    /**
     * What it is called.
     *
     * @param vendor who makes it, empty for whatever reports under the metrics' own names
     * @param model as its maker calls it, empty together with the vendor
     */
    record Label(String id, String vendor, String model, Text name) {
        Label {
            Ids.require("id", id);
        }
    }

    /**
     * @param metrics of the profile as usual, in the order to show
     * @param alternatives every metric that a field may stand for instead
     */
    DeviceModel(
            Label label,
            Shelf shelf,
            Family family,
            String codec,
            Duration interval,
            List<AssetType> assets,
            List<MetricSpec> metrics,
            Map<String, MetricSpec> alternatives,
            List<ModelField> fields,
            List<Setting> settings) {
        this.label = label;
        this.shelf = shelf;
        this.family = family;
        this.codec = codec;
        this.interval = interval;
        this.assets = List.copyOf(assets);
        this.metrics = new LinkedHashMap<>();
        metrics.forEach(m -> this.metrics.put(m.name(), m));
        this.alternatives = Map.copyOf(alternatives);
        this.fields = List.copyOf(fields);
        this.settings = List.copyOf(settings);
    }

    public String id() {
        return label.id();
    }

    public String vendor() {
        return label.vendor();
    }

    public String model() {
        return label.model();
    }

    public Text name() {
        return label.name();
    }

    public Shelf shelf() {
        return shelf;
    }

    public Family family() {
        return family;
    }

    /** Id of the codec that reads its payloads, empty for a device that needs none. */
    public String codec() {
        return codec;
    }

    /** Between two messages, as it leaves the works; a device may be set otherwise. */
    public Duration interval() {
        return interval;
    }

    /** Kinds of assets that it is put on. */
    public List<AssetType> assets() {
        return assets;
    }

    public List<MetricSpec> metrics() {
        return List.copyOf(metrics.values());
    }

    public List<Setting> settings() {
        return settings;
    }

    /** By the usual metric, the others that may be reported instead; metrics without others are absent. */
    public Map<String, List<String>> alternatives() {
        Map<String, List<String>> others = new LinkedHashMap<>();
        fields.stream()
                .filter(f -> f.metrics().size() > 1)
                .forEach(f -> others.putIfAbsent(
                        f.usual(), f.metrics().subList(1, f.metrics().size())));
        return others;
    }

    /** Paths of the fields that its mapping reads. */
    public List<String> sources() {
        return fields.stream().map(ModelField::source).toList();
    }

    /** The profile as usual, under the model's own id. */
    public Profile profile() {
        return profile(id(), Choices.USUAL);
    }

    /**
     * The profile of devices of this model in a certain place.
     *
     * @param profile its id
     * @throws InvalidValue naming the choice that does not exist, or the value that makes no sense
     */
    public Profile profile(String profile, Choices choices) {
        Map<String, Double> values = values(choices);
        checkMetrics(choices);
        List<FieldMapping> mapping =
                fields.stream().map(f -> f.mapping(choices, values)).toList();
        List<MetricSpec> specs = metrics.values().stream()
                .map(m -> Optional.ofNullable(alternatives.get(choices.metricFor(m.name())))
                        .orElse(m))
                .toList();
        return new Profile(profile, label.name(), specs, codec, mapping);
    }

    private Map<String, Double> values(Choices choices) {
        Map<String, Setting> known = settings.stream().collect(Collectors.toMap(Setting::name, s -> s));
        Map<String, Double> values = new LinkedHashMap<>();
        known.forEach((name, setting) -> values.put(name, setting.initial()));
        choices.settings().forEach((name, value) -> {
            Setting setting = known.get(name);
            if (setting == null) {
                throw new InvalidValue("settings", name, oneOf("a setting of " + id(), known.keySet()));
            }
            if (!setting.allows(value)) {
                throw new InvalidValue(
                        "settings." + name,
                        value,
                        setting.min() + " to " + setting.max()
                                + (setting.unit().equals("1") ? "" : " " + setting.unit()));
            }
            values.put(name, value);
        });
        return values;
    }

    private void checkMetrics(Choices choices) {
        Map<String, List<String>> others = alternatives();
        choices.metrics().forEach((usual, chosen) -> {
            List<String> allowed = others.get(usual);
            if (allowed == null) {
                throw new InvalidValue("metrics", usual, oneOf("a metric with a choice", others.keySet()));
            }
            if (!usual.equals(chosen) && !allowed.contains(chosen)) {
                throw new InvalidValue(
                        "metrics." + usual, chosen, "one of " + usual + ", " + String.join(", ", allowed));
            }
        });
    }

    private static String oneOf(String what, java.util.Collection<String> names) {
        return names.isEmpty()
                ? what + ", which has none"
                : what + ": " + names.stream().sorted().collect(Collectors.joining(", "));
    }
}
