package io.caretaker.dashboards.console.rule;

import io.caretaker.alerting.rule.ParameterSpec;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.dashboards.console.text.Numbers;
import io.caretaker.dashboards.console.text.Say;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody typed into the editor, read and checked.
 *
 * @param typed by parameter, as typed
 * @param values by parameter, only those that were given and are valid
 * @param enabled empty to inherit
 * @param problems in the reader's words, all at once; empty when the draft may be tried
 */
record RuleDraft(
        RuleScope scope,
        Map<String, String> typed,
        Map<String, Double> values,
        Optional<Boolean> enabled,
        List<String> problems) {

    static RuleDraft read(
            RuleScope scope,
            List<String> names,
            List<String> texts,
            String enabled,
            List<ParameterSpec> specs,
            Say say) {
        Map<String, String> typed = new LinkedHashMap<>();
        Map<String, Double> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < Math.min(names.size(), texts.size()); i++) {
            String name = names.get(i);
            String text = texts.get(i).strip();
            typed.put(name, text);
            specs.stream().filter(s -> s.name().equals(name)).findFirst().ifPresent(spec -> {
                if (!text.isEmpty()) {
                    number(text, spec)
                            .ifPresentOrElse(v -> values.put(name, v), () -> problems.add(problem(spec, text, say)));
                }
            });
        }
        if (!scope.complete()) {
            problems.add(say.words().of("invalid", "target"));
        }
        Optional<Boolean> on = "on".equals(enabled)
                ? Optional.of(true)
                : "off".equals(enabled) ? Optional.of(false) : Optional.empty();
        return new RuleDraft(scope, typed, values, on, problems);
    }

    RuleOverride override(Rule rule) {
        return new RuleOverride(rule.id(), scope.level().orElseThrow(), scope.target(), values, enabled);
    }

    /** The rule itself with the values that were given. */
    Rule changed(Rule rule) {
        Map<String, Double> parameters = new LinkedHashMap<>(rule.parameters());
        parameters.putAll(values);
        return new Rule(
                rule.id(),
                rule.faultType(),
                rule.detector(),
                rule.assetType(),
                rule.metric(),
                parameters,
                rule.severity(),
                enabled.orElse(rule.enabled()));
    }

    private static Optional<Double> number(String text, ParameterSpec spec) {
        try {
            double value = Double.parseDouble(text);
            return value >= spec.min() && value <= spec.max() ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String problem(ParameterSpec spec, String text, Say say) {
        return say.words()
                .filled(
                        "invalid.number",
                        Map.of(
                                "label", say.text(spec.label()),
                                "value", text,
                                "min", Numbers.plain(spec.min()),
                                "max", Numbers.plain(spec.max()),
                                "unit", Numbers.unit(spec.unit())));
    }
}
