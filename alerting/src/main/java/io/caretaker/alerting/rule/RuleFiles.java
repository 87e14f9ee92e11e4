package io.caretaker.alerting.rule;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.caretaker.alerting.rule.InvalidDocument.Problem;
import io.caretaker.model.Ids;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Family;
import io.caretaker.model.fault.FaultType;
import io.caretaker.model.fault.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The fault catalogue and the rules that the product ships, and the reading of files like them. */
public final class RuleFiles {
    private static final String PLACE = "/io/caretaker/alerting/";
    private static final YAMLFactory YAML = new YAMLFactory();

    private RuleFiles() {}

    /** The shipped catalogue. */
    public static FaultCatalogue catalogue() {
        return new FaultCatalogue(parse("catalogue.yaml", resource("catalogue.yaml"), RuleFiles::faults));
    }

    /** The shipped rules for the facilities of an estate. */
    public static RuleBook shippedRules() {
        return new RuleBook(rules("rules.yaml", resource("rules.yaml"), catalogue()), List.of());
    }

    /** Rules for machines that nothing is known about, as for recorded data: they learn what is usual. */
    public static RuleBook genericRules() {
        return new RuleBook(rules("rules-generic.yaml", resource("rules-generic.yaml"), catalogue()), List.of());
    }

    /**
     * The rules of a YAML text.
     *
     * @param name of the file, for messages
     * @throws InvalidDocument with everything that is wrong in it
     */
    public static List<Rule> rules(String name, String yaml, FaultCatalogue catalogue) {
        RuleValidation validation = new RuleValidation(catalogue);
        return parse(name, yaml, root -> {
            List<Rule> rules = new ArrayList<>();
            for (DocumentNode node : root.items()) {
                for (Rule rule : RuleReader.rules(node)) {
                    validation.check(rule).forEach(w -> node.problem(node.pathOf(w.field()), w.value(), w.expected()));
                    rules.add(rule);
                }
            }
            return rules;
        });
    }

    private static List<FaultType> faults(DocumentNode root) {
        List<FaultType> types = new ArrayList<>();
        for (DocumentNode node : root.items()) {
            types.add(new FaultType(
                    node.required("id", Ids.EXPECTED, "invalid", t -> Ids.require("id", t)),
                    node.required("family", "a family", Family.COMMON, Family::valueOf),
                    node.required("severity", "S1 to S4", Severity.S4, Severity::valueOf),
                    text(node, "name"),
                    text(node, "resident"),
                    text(node, "action"),
                    node.required("proof", "a duration such as PT1H", Duration.ZERO, Duration::parse),
                    node.required("trade", Ids.EXPECTED, "invalid", t -> Ids.require("trade", t)),
                    node.required("work", "a duration such as PT1H", Duration.ZERO, Duration::parse)));
        }
        return types;
    }

    private static Text text(DocumentNode node, String field) {
        Optional<DocumentNode> inner = node.field(field);
        String expected = "a text in en and zh";
        if (inner.isEmpty()) {
            node.problem(node.pathOf(field), null, expected);
            return Text.same("?");
        }
        return new Text(
                inner.get().required("en", expected, "?", t -> t), inner.get().required("zh", expected, "?", t -> t));
    }

    private static <T> T parse(String name, String yaml, Function<DocumentNode, T> reader) {
        List<Problem> problems = new ArrayList<>();
        T result;
        try {
            DocumentNode root = DocumentNode.read(YAML.createParser(yaml), problems);
            result = reader.apply(root);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocument(name, problems);
        }
        return result;
    }

    private static String resource(String name) {
        try (InputStream in = RuleFiles.class.getResourceAsStream(PLACE + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + PLACE + name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the resource " + PLACE + name, e);
        }
    }
}
