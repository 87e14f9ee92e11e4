package io.caretaker.alerting.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.alerting.rule.InvalidDocument.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rules and overrides as JSON, with the names of the records: what commands carry, the store keeps and the API shows.
 * Reading throws {@link InvalidDocument} with all that is wrong; it does not judge parameters, see {@link RuleValidation}.
 */
public final class RuleCodec {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().disable(SerializationFeature.INDENT_OUTPUT).build();

    private RuleCodec() {}

    public static String toJson(Rule rule) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", rule.id());
        node.put("faultType", rule.faultType());
        node.put("detector", rule.detector().name());
        node.put("assetType", rule.assetType().name());
        node.put("metric", rule.metric());
        numbers(node.putObject("parameters"), rule.parameters());
        ObjectNode inputs = node.putObject("inputs");
        new TreeMap<>(rule.inputs()).forEach(inputs::put);
        rule.severity().ifPresent(s -> node.put("severity", s.name()));
        node.put("enabled", rule.enabled());
        return text(node);
    }

    public static String toJson(RuleOverride override) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("rule", override.rule());
        node.put("level", override.level().name());
        node.put("target", override.target());
        numbers(node.putObject("parameters"), override.parameters());
        override.enabled().ifPresent(e -> node.put("enabled", e));
        return text(node);
    }

    /** Body of the command {@code rule.put}. */
    public static String putBody(Rule rule, String reason) {
        return "{\"rule\":" + toJson(rule) + ",\"reason\":" + quoted(reason) + "}";
    }

    /** Body of the command {@code rule.override}. */
    public static String overrideBody(RuleOverride override, String reason) {
        return "{\"override\":" + toJson(override) + ",\"reason\":" + quoted(reason) + "}";
    }

    public static Rule rule(String json) {
        return read(json, null, RuleCodec::single);
    }

    public static RuleOverride override(String json) {
        return read(json, null, RuleReader::override);
    }

    /** The rule in the body of {@code rule.put}. */
    public static Rule ruleOfBody(String body) {
        return read(body, "rule", RuleCodec::single);
    }

    /** The override in the body of {@code rule.override}. */
    public static RuleOverride overrideOfBody(String body) {
        return read(body, "override", RuleReader::override);
    }

    /** The reason in the body of either command, empty when none was given. */
    public static String reasonOfBody(String body) {
        return read(body, null, node -> node.text("reason").orElse(""));
    }

    private static Rule single(DocumentNode node) {
        List<Rule> rules = RuleReader.rules(node);
        if (rules.size() > 1) {
            node.problem("assetTypes", rules.size(), "one asset type and one metric");
        }
        return rules.isEmpty() ? null : rules.get(0);
    }

    private static <T> T read(String json, String inside, java.util.function.Function<DocumentNode, T> reader) {
        List<Problem> problems = new ArrayList<>();
        T result = null;
        try {
            DocumentNode node = DocumentNode.read(JSON.createParser(json), problems);
            if (inside != null && node.field(inside).isEmpty()) {
                node.problem(inside, null, "an object");
            } else if (problems.isEmpty()) {
                result = reader.apply(inside == null ? node : node.fields().get(inside));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading a rule from memory", e);
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocument("rule", problems);
        }
        return result;
    }

    private static void numbers(ObjectNode node, Map<String, Double> numbers) {
        new TreeMap<>(numbers).forEach(node::put);
    }

    private static String quoted(String text) {
        return text(JsonNodeFactory.instance.textNode(text));
    }

    private static String text(com.fasterxml.jackson.databind.JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a rule as JSON", e);
        }
    }
}
