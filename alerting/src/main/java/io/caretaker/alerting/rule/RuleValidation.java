package io.caretaker.alerting.rule;

import io.caretaker.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether a rule or override makes sense: every fault of it at once. Pure. */
public final class RuleValidation {
    private final FaultCatalogue catalogue;

    public RuleValidation(FaultCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Empty when the rule is fine. */
    public List<InvalidValue> check(Rule rule) {
        List<InvalidValue> wrong = new ArrayList<>();
        if (catalogue.find(rule.faultType()).isEmpty()) {
            wrong.add(new InvalidValue("faultType", rule.faultType(), "a fault of the catalogue"));
        }
        DetectorSpec spec = DetectorSpec.of(rule.detector());
        checkParameters(spec, rule.parameters(), wrong);
        for (String name : new java.util.TreeSet<>(spec.required())) {
            if (!rule.parameters().containsKey(name)) {
                wrong.add(
                        new InvalidValue("parameters." + name, null, "a number, as " + rule.detector() + " needs it"));
            }
        }
        for (Map.Entry<String, String> input : new TreeMap<>(rule.inputs()).entrySet()) {
            if (spec.input(input.getKey()).isEmpty()) {
                wrong.add(new InvalidValue(
                        "inputs." + input.getKey(),
                        input.getValue(),
                        "one of " + spec.inputs().stream().map(InputSpec::name).collect(Collectors.joining(", "))));
            }
        }
        checkDirection(rule.parameters(), wrong);
        return wrong;
    }

    /** Empty when the override is fine; {@code rule} is the rule that it names. */
    public List<InvalidValue> check(RuleOverride override, Rule rule) {
        List<InvalidValue> wrong = new ArrayList<>();
        if (!override.rule().equals(rule.id())) {
            wrong.add(new InvalidValue("rule", override.rule(), "the id " + rule.id()));
        }
        checkParameters(DetectorSpec.of(rule.detector()), override.parameters(), wrong);
        Map<String, Double> together = new TreeMap<>(rule.parameters());
        together.putAll(override.parameters());
        checkDirection(together, wrong);
        if (raisesAbove(together) != raisesAbove(rule.parameters())) {
            wrong.add(new InvalidValue(
                    "parameters.clear_limit",
                    together.get("clear_limit"),
                    "a value on the same side of the limit as in the rule"));
        }
        return wrong;
    }

    private static void checkParameters(DetectorSpec spec, Map<String, Double> parameters, List<InvalidValue> wrong) {
        for (Map.Entry<String, Double> entry : new TreeMap<>(parameters).entrySet()) {
            String field = "parameters." + entry.getKey();
            var known = spec.parameter(entry.getKey());
            if (known.isEmpty()) {
                wrong.add(new InvalidValue(
                        field,
                        entry.getValue(),
                        "one of "
                                + spec.parameters().stream()
                                        .map(ParameterSpec::name)
                                        .collect(Collectors.joining(", "))));
            } else if (!known.get().allows(entry.getValue())) {
                wrong.add(new InvalidValue(
                        field,
                        entry.getValue(),
                        known.get().min() + " to " + known.get().max() + " "
                                + known.get().unit()));
            }
        }
    }

    private static void checkDirection(Map<String, Double> parameters, List<InvalidValue> wrong) {
        Double limit = parameters.get("limit");
        Double clear = parameters.get("clear_limit");
        if (limit != null && limit.equals(clear)) {
            wrong.add(new InvalidValue(
                    "parameters.clear_limit", clear, "a value below or above the limit, not the same"));
        }
    }

    private static boolean raisesAbove(Map<String, Double> parameters) {
        return parameters.getOrDefault("clear_limit", 0.0) < parameters.getOrDefault("limit", 0.0);
    }
}
