package io.caretaker.dashboards.console.rule;

import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a change of a rule applies, and what holds there already.
 *
 * @param level empty for the rule itself
 * @param target id of the estate, profile or device; empty for the rule itself
 */
record RuleScope(Optional<RuleOverride.Level> level, String target) {

    /** The value that would hold without an own one, and where it comes from. */
    record Inherited(double value, String level, String target) {}

    static RuleScope of(String level, String target) {
        for (RuleOverride.Level known : RuleOverride.Level.values()) {
            if (known.name().equals(level)) {
                return new RuleScope(Optional.of(known), target == null ? "" : target);
            }
        }
        return new RuleScope(Optional.empty(), "");
    }

    boolean complete() {
        return level.isEmpty() || !target.isEmpty();
    }

    Optional<RuleOverride> own(Rule rule, RuleBook book) {
        return level.flatMap(l -> find(rule, book, l, target));
    }

    /** By parameter: the rule's own values, with what lies between the rule and this scope over them. */
    Map<String, Inherited> inherited(Rule rule, RuleBook book, Topology topology) {
        Map<String, Inherited> result = new HashMap<>();
        rule.parameters().forEach((name, value) -> result.put(name, new Inherited(value, "RULE", "")));
        for (RuleOverride above : above(rule, book, topology)) {
            above.parameters()
                    .forEach((name, value) ->
                            result.put(name, new Inherited(value, above.level().name(), above.target())));
        }
        return result;
    }

    private List<RuleOverride> above(Rule rule, RuleBook book, Topology topology) {
        List<RuleOverride> result = new ArrayList<>();
        if (level.equals(Optional.of(RuleOverride.Level.DEVICE))) {
            Optional<Device> device = topology.device(target);
            device.flatMap(d -> find(rule, book, RuleOverride.Level.ESTATE, d.estate()))
                    .ifPresent(result::add);
            device.flatMap(d -> find(rule, book, RuleOverride.Level.TYPE, d.profile()))
                    .ifPresent(result::add);
        }
        return result;
    }

    private static Optional<RuleOverride> find(Rule rule, RuleBook book, RuleOverride.Level level, String target) {
        return book.overrides().stream()
                .filter(o -> o.rule().equals(rule.id())
                        && o.level() == level
                        && o.target().equals(target))
                .reduce((first, last) -> last);
    }
}
