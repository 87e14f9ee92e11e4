package io.caretaker.sim.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.sim.replay.Mapping.Column;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads mappings from YAML: the shipped ones by name, others from a file. */
public final class MappingFile {
    private static final Set<String> SHIPPED = Set.of("skab", "nab");
    private static final Set<String> KEYS = Set.of(
            "name", "files", "exclude", "separator", "time", "output", "changeFaults", "ignoreFaults", "metrics");

    private MappingFile() {}

    /**
     * @param set {@code skab}, {@code nab} or the path of a mapping
     * @throws InvalidValue when there is no such mapping or it is wrong
     */
    public static Mapping load(String set) {
        try {
            if (SHIPPED.contains(set)) {
                try (InputStream in = MappingFile.class.getResourceAsStream(set + ".yaml")) {
                    return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            Path file = Path.of(set);
            if (!Files.isReadable(file)) {
                throw new InvalidValue("--set", set, "skab, nab or a readable mapping file");
            }
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the mapping " + set, e);
        }
    }

    /** @throws InvalidValue naming the first entry that is wrong */
    public static Mapping parse(String yaml) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new InvalidValue("mapping", e.getOriginalMessage(), "YAML");
        }
        if (!root.isObject()) {
            throw new InvalidValue(
                    "mapping", yaml, "an object with " + KEYS.stream().sorted().toList());
        }
        root.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new InvalidValue(
                        key, root.get(key), "one of " + KEYS.stream().sorted().toList());
            }
        });
        return new Mapping(
                text(root, "name", "name"),
                text(root, "files", "files"),
                texts(root, "exclude"),
                separator(root),
                time(root.path("time")),
                columns(root.path("metrics")),
                output(root.path("output").asText("jsonl")),
                new HashSet<>(texts(root, "changeFaults")),
                new HashSet<>(texts(root, "ignoreFaults")));
    }

    private static char separator(JsonNode root) {
        String text = root.path("separator").asText(",");
        if (text.length() != 1) {
            throw new InvalidValue("separator", text, "one character");
        }
        return text.charAt(0);
    }

    private static TimeColumn time(JsonNode node) {
        String zone = node.path("zone").asText("UTC");
        try {
            return new TimeColumn(
                    text(node, "column", "time.column"), text(node, "format", "time.format"), ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new InvalidValue("time.zone", zone, "a time zone such as UTC or Asia/Shanghai");
        }
    }

    private static List<Column> columns(JsonNode node) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            JsonNode entry = node.get(i);
            String at = "metrics[" + i + "].";
            try {
                columns.add(new Column(
                        text(entry, "column", "column"),
                        new MetricSpec(
                                text(entry, "metric", "metric"),
                                text(entry, "unit", "unit"),
                                number(entry, "min"),
                                number(entry, "max"))));
            } catch (InvalidValue e) {
                throw new InvalidValue(at + e.field(), e.value(), e.expected());
            }
        }
        return columns;
    }

    private static DetectionFormat output(String text) {
        return DetectionFormat.of(text).orElseThrow(() -> new InvalidValue("output", text, "skab, nab or jsonl"));
    }

    private static String text(JsonNode node, String key, String field) {
        JsonNode value = node.path(key);
        if (!value.isValueNode() || value.asText().isBlank()) {
            throw new InvalidValue(field, value.isMissingNode() ? null : value, "a text");
        }
        return value.asText();
    }

    private static double number(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isNumber()) {
            throw new InvalidValue(key, value.isMissingNode() ? null : value, "a number");
        }
        return value.asDouble();
    }

    private static List<String> texts(JsonNode root, String key) {
        List<String> texts = new ArrayList<>();
        root.path(key).forEach(n -> texts.add(n.asText()));
        return texts;
    }
}
