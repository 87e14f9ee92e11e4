package io.caretaker.alerting.rule;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.caretaker.alerting.rule.InvalidDocument.Problem;
import io.caretaker.model.InvalidValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A piece of a YAML or JSON document that knows its place, and collects what is wrong with it instead of stopping at the
 * first fault.
 */
final class DocumentNode {
    private final String path;
    private final int line;
    private final int column;
    private final List<Problem> problems;
    private final Map<String, DocumentNode> fields = new LinkedHashMap<>();
    private final List<DocumentNode> items = new ArrayList<>();
    private String text;

    private DocumentNode(String path, JsonLocation at, List<Problem> problems) {
        this.path = path;
        this.line = at.getLineNr();
        this.column = at.getColumnNr();
        this.problems = problems;
    }

    /** Reads the whole document; text that is not YAML or JSON at all is a problem of its own. */
    static DocumentNode read(JsonParser parser, List<Problem> problems) throws IOException {
        try (parser) {
            parser.nextToken();
            return node("", parser, problems);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            problems.add(new Problem(
                    Math.max(0, at.getLineNr()),
                    Math.max(0, at.getColumnNr()),
                    new InvalidValue("document", e.getOriginalMessage(), "well-formed text")));
            return new DocumentNode("", at, problems);
        }
    }

    private static DocumentNode node(String path, JsonParser parser, List<Problem> problems) throws IOException {
        DocumentNode node = new DocumentNode(path, parser.currentTokenLocation(), problems);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                node.fields.put(name, node(path.isEmpty() ? name : path + "." + name, parser, problems));
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                node.items.add(node(path + "[" + node.items.size() + "]", parser, problems));
            }
        } else if (token != null && token != JsonToken.VALUE_NULL) {
            node.text = parser.getText();
        }
        return node;
    }

    List<DocumentNode> items() {
        return items;
    }

    Map<String, DocumentNode> fields() {
        return fields;
    }

    Optional<DocumentNode> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    Optional<String> text(String name) {
        return field(name).flatMap(n -> Optional.ofNullable(n.text));
    }

    /** The field's text made into a value; absent or unfit is a problem and answers the stand-in. */
    <T> T required(String name, String expected, T standIn, Function<String, T> parse) {
        if (text(name).isEmpty()) {
            field(name).orElse(this).problem(pathOf(name), null, expected);
            return standIn;
        }
        return optional(name, expected, standIn, parse);
    }

    /** As {@link #required}, but absent is fine. */
    <T> T optional(String name, String expected, T standIn, Function<String, T> parse) {
        Optional<DocumentNode> node = field(name);
        return node.isEmpty() || node.get().text == null ? standIn : node.get().value(expected, standIn, parse);
    }

    /** This node's own text made into a value. */
    <T> T value(String expected, T standIn, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (InvalidValue e) {
            problem(path, text, e.expected());
        } catch (RuntimeException e) {
            problem(path, text, expected);
        }
        return standIn;
    }

    void onlyKnown(Set<String> names) {
        fields.forEach((name, node) -> {
            if (!names.contains(name)) {
                node.problem(pathOf(name), node.text, "one of " + String.join(", ", new java.util.TreeSet<>(names)));
            }
        });
    }

    void problem(String field, Object value, String expected) {
        problems.add(new Problem(Math.max(0, line), Math.max(0, column), new InvalidValue(field, value, expected)));
    }

    String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
