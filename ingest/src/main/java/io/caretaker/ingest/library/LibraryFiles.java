package io.caretaker.ingest.library;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.caretaker.ingest.codec.Units;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Family;
import io.caretaker.model.estate.MetricSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the shipped files of the library; whatever does not fit in them is a bug and named with its model. */
final class LibraryFiles {
    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, MetricSpec> vocabulary = new LinkedHashMap<>();

    record Words(String en, String zh) {}

    record Range(String unit, Double min, Double max) {}

    record SettingDraft(
            String unit, @JsonProperty("default") Double initial, Double min, Double max, Words name) {}

    record FieldDraft(
            String source,
            String metric,
            List<String> or,
            String unit,
            String scale,
            String offset,
            Map<String, Double> words) {}

    record ModelDraft(
            String id,
            String vendor,
            String model,
            Family family,
            Words name,
            String codec,
            String interval,
            List<AssetType> assets,
            LinkedHashMap<String, Range> metrics,
            LinkedHashMap<String, SettingDraft> settings,
            List<FieldDraft> mapping) {}

    private LibraryFiles(Map<String, Range> metrics) {
        metrics.forEach(
                (name, range) -> vocabulary.put(name, new MetricSpec(name, range.unit(), range.min(), range.max())));
    }

    static DeviceLibrary read() {
        LibraryFiles files = new LibraryFiles(read(
                "metrics.yaml",
                YAML.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Range.class)));
        List<DeviceModel> models = new ArrayList<>();
        for (Shelf shelf : Shelf.values()) {
            List<ModelDraft> drafts = read(
                    shelf.name().toLowerCase(Locale.ROOT) + ".yaml",
                    YAML.getTypeFactory().constructCollectionType(List.class, ModelDraft.class));
            drafts.forEach(d -> models.add(files.model(shelf, d)));
        }
        return new DeviceLibrary(models);
    }

    private DeviceModel model(Shelf shelf, ModelDraft draft) {
        try {
            List<FieldDraft> fields = draft.mapping() == null ? List.of() : draft.mapping();
            Map<String, Range> ranges = draft.metrics() == null ? Map.of() : draft.metrics();
            Set<String> names = new LinkedHashSet<>(ranges.keySet());
            fields.forEach(f -> names.add(f.metric()));
            Map<String, MetricSpec> others = new LinkedHashMap<>();
            fields.forEach(f -> or(f).forEach(metric -> others.put(metric, metric(metric))));
            List<Setting> settings = settings(draft);
            return new DeviceModel(
                    new DeviceModel.Label(draft.id(), text(draft.vendor()), text(draft.model()), words(draft.name())),
                    shelf,
                    draft.family() == null ? shelf.family() : draft.family(),
                    text(draft.codec()),
                    Duration.parse(draft.interval()),
                    draft.assets(),
                    names.stream().map(n -> narrowed(n, ranges.get(n))).toList(),
                    others,
                    fields.stream().map(f -> field(f, settings)).toList(),
                    settings);
        } catch (RuntimeException e) {
            throw new IllegalStateException("device model " + draft.id() + ": " + e.getMessage(), e);
        }
    }

    private ModelField field(FieldDraft draft, List<Setting> settings) {
        List<String> metrics = new ArrayList<>(List.of(draft.metric()));
        metrics.addAll(or(draft));
        String unit = text(draft.unit());
        for (String metric : metrics) {
            if (!unit.isEmpty() && Units.convert(1, unit, metric(metric).unit()).isEmpty()) {
                throw new InvalidValue("unit", unit, "a unit convertible to that of " + metric);
            }
        }
        Factor scale = new Factor(draft.scale() == null ? "1" : draft.scale());
        Factor offset = new Factor(draft.offset() == null ? "0" : draft.offset());
        Set<String> named = new LinkedHashSet<>(scale.names());
        named.addAll(offset.names());
        named.removeIf(n -> settings.stream().anyMatch(s -> s.name().equals(n)));
        if (!named.isEmpty()) {
            throw new InvalidValue("scale", named, "settings of the model");
        }
        return new ModelField(
                draft.source(), metrics, unit, scale, offset, draft.words() == null ? Map.of() : draft.words());
    }

    private static List<Setting> settings(ModelDraft draft) {
        List<Setting> settings = new ArrayList<>();
        if (draft.settings() != null) {
            draft.settings()
                    .forEach((name, s) ->
                            settings.add(new Setting(name, words(s.name()), s.unit(), s.initial(), s.min(), s.max())));
        }
        return settings;
    }

    private MetricSpec metric(String name) {
        MetricSpec spec = vocabulary.get(name);
        if (spec == null) {
            throw new InvalidValue("metric", name, "one of metrics.yaml");
        }
        return spec;
    }

    private MetricSpec narrowed(String name, Range range) {
        MetricSpec spec = metric(name);
        if (range == null) {
            return spec;
        }
        if (range.unit() != null) {
            throw new InvalidValue("metrics." + name + ".unit", range.unit(), "no unit: that of metrics.yaml holds");
        }
        return new MetricSpec(
                name,
                spec.unit(),
                range.min() == null ? spec.min() : range.min(),
                range.max() == null ? spec.max() : range.max());
    }

    private static List<String> or(FieldDraft draft) {
        return draft.or() == null ? List.of() : draft.or();
    }

    private static Text words(Words words) {
        return new Text(words.en(), words.zh());
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static <T> T read(String name, JavaType type) {
        try (InputStream in = LibraryFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing beside " + LibraryFiles.class);
            }
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the library's " + name, e);
        }
    }
}
