package io.caretaker.alerting.rule;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Parameters that differ from the rule's own for a part of the assets. The nearest level wins, parameter by parameter:
 * device over type (profile) over estate over the rule itself.
 *
 * @param target id of the estate, profile or device
 * @param enabled whether the rule is on there, empty to inherit
 */
public record RuleOverride(
        String rule, Level level, String target, Map<String, Double> parameters, Optional<Boolean> enabled) {
    /** Weakest first. */
    public enum Level {
        ESTATE,
        TYPE,
        DEVICE
    }

    public RuleOverride {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(enabled, "enabled");
        parameters = Map.copyOf(parameters);
    }
}
