package io.caretaker.alerting.rule;

import io.caretaker.model.estate.Device;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rules and overrides at one moment, with inheritance resolved on asking. Immutable. */
public final class RuleBook {
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final List<RuleOverride> overrides;

    public RuleBook(Collection<Rule> rules, Collection<RuleOverride> overrides) {
        rules.forEach(r -> this.rules.put(r.id(), r));
        this.overrides = List.copyOf(overrides);
    }

    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    public List<RuleOverride> overrides() {
        return overrides;
    }

    /** The parameters that hold for the device, each with its origin, in the rule's order of names. */
    public List<EffectiveParameter> effective(Rule rule, Device device) {
        Map<String, EffectiveParameter> result = new LinkedHashMap<>();
        rule.parameters().keySet().stream()
                .sorted()
                .forEach(n -> result.put(
                        n, new EffectiveParameter(n, rule.parameters().get(n), "rule")));
        for (RuleOverride override : applying(rule, device)) {
            String origin = override.level().name().toLowerCase(java.util.Locale.ROOT) + ":" + override.target();
            override.parameters().forEach((n, v) -> result.put(n, new EffectiveParameter(n, v, origin)));
        }
        return List.copyOf(result.values());
    }

    /** Whether the rule is on for the device. */
    public boolean enabled(Rule rule, Device device) {
        boolean enabled = rule.enabled();
        for (RuleOverride override : applying(rule, device)) {
            enabled = override.enabled().orElse(enabled);
        }
        return enabled;
    }

    private List<RuleOverride> applying(Rule rule, Device device) {
        List<RuleOverride> result = new ArrayList<>();
        for (RuleOverride.Level level : RuleOverride.Level.values()) {
            String target =
                    switch (level) {
                        case ESTATE -> device.estate();
                        case TYPE -> device.profile();
                        case DEVICE -> device.id();
                    };
            overrides.stream()
                    .filter(o -> o.rule().equals(rule.id())
                            && o.level() == level
                            && o.target().equals(target))
                    .forEach(result::add);
        }
        return result;
    }
}
