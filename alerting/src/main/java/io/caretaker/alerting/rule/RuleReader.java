package io.caretaker.alerting.rule;

import io.caretaker.model.Ids;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.fault.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes rules and overrides of document nodes. The same words in YAML files, commands and the API. */
final class RuleReader {
    private static final Set<String> RULE_FIELDS = Set.of(
            "id",
            "faultType",
            "detector",
            "assetType",
            "assetTypes",
            "metric",
            "metrics",
            "parameters",
            "inputs",
            "severity",
            "enabled");
    private static final Set<String> OVERRIDE_FIELDS = Set.of("rule", "level", "target", "parameters", "enabled");

    private RuleReader() {}

    /**
     * The rules of a node. {@code assetTypes} and {@code metrics} instead of their singular give a rule for each
     * combination, with the names appended to the id: a short way of writing rules that are the same for many.
     */
    static List<Rule> rules(DocumentNode node) {
        node.onlyKnown(RULE_FIELDS);
        String id = node.required("id", Ids.EXPECTED, "invalid", text -> Ids.require("id", text));
        String fault =
                node.required("faultType", "a fault of the catalogue", "invalid", t -> Ids.require("faultType", t));
        DetectorKind detector = node.required("detector", oneOf(DetectorKind.values()), null, DetectorKind::valueOf);
        Map<String, Double> parameters = numbers(node, "parameters");
        Map<String, String> inputs = new TreeMap<>();
        node.field("inputs")
                .ifPresent(i -> i.fields()
                        .forEach((k, v) ->
                                inputs.put(k, v.value("a name", "invalid", java.util.Objects::requireNonNull))));
        Optional<Severity> severity = node.optional(
                "severity", oneOf(Severity.values()), Optional.empty(), t -> Optional.of(Severity.valueOf(t)));
        boolean enabled = node.optional("enabled", "true or false", true, RuleReader::bool);
        List<AssetType> types = new ArrayList<>();
        if (node.field("assetTypes").isPresent()) {
            node.field("assetTypes")
                    .get()
                    .items()
                    .forEach(i -> types.add(i.value(oneOf(AssetType.values()), AssetType.MACHINE, AssetType::valueOf)));
        } else {
            types.add(node.required("assetType", oneOf(AssetType.values()), AssetType.MACHINE, AssetType::valueOf));
        }
        List<String> metrics = new ArrayList<>();
        if (node.field("metrics").isPresent()) {
            node.field("metrics").get().items().forEach(i -> metrics.add(i.value("a metric", "invalid", t -> t)));
        } else {
            metrics.add(node.required("metric", "a metric, or * for the device as a whole", "invalid", t -> t));
        }
        List<Rule> rules = new ArrayList<>();
        if (detector == null) {
            return rules;
        }
        for (AssetType type : types) {
            for (String metric : metrics) {
                String full = id
                        + (types.size() > 1 ? "." + type.name().toLowerCase(Locale.ROOT) : "")
                        + (metrics.size() > 1 ? "." + metric : "");
                rules.add(new Rule(full, fault, detector, type, metric, parameters, severity, enabled, inputs));
            }
        }
        return rules;
    }

    static RuleOverride override(DocumentNode node) {
        node.onlyKnown(OVERRIDE_FIELDS);
        return new RuleOverride(
                node.required("rule", Ids.EXPECTED, "invalid", t -> Ids.require("rule", t)),
                node.required(
                        "level",
                        oneOf(RuleOverride.Level.values()),
                        RuleOverride.Level.DEVICE,
                        RuleOverride.Level::valueOf),
                node.required("target", Ids.EXPECTED, "invalid", t -> Ids.require("target", t)),
                numbers(node, "parameters"),
                node.optional("enabled", "true or false", Optional.empty(), t -> Optional.of(bool(t))));
    }

    private static Map<String, Double> numbers(DocumentNode node, String field) {
        Map<String, Double> result = new TreeMap<>();
        node.field(field)
                .ifPresent(n -> n.fields().forEach((name, value) -> {
                    boolean duration = name.endsWith("_s");
                    String expected = duration ? "seconds, or a duration such as PT10M" : "a number";
                    Double number = value.value(expected, null, text -> number(text, duration));
                    if (number != null) {
                        result.put(name, number);
                    }
                }));
        return result;
    }

    private static Double number(String text, boolean duration) {
        if (duration && text.startsWith("P")) {
            return Duration.parse(text).toMillis() / 1000.0;
        }
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static String oneOf(Enum<?>[] values) {
        List<String> names = new ArrayList<>();
        for (Enum<?> value : values) {
            names.add(value.name());
        }
        return "one of " + String.join(", ", names);
    }
}
