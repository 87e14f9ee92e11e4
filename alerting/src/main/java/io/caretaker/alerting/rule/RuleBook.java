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

    /** The parameters that hold for the device, each with its origin: those with a default first, then the rule's own. */
    public List<EffectiveParameter> effective(Rule rule, Device device) {
        Map<String, EffectiveParameter> result = new LinkedHashMap<>();
        DetectorSpec.of(rule.detector()).parameters().stream()
                .filter(p -> !Double.isNaN(p.fallback()))
                .forEach(p -> result.put(p.name(), new EffectiveParameter(p.name(), p.fallback(), "default")));
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

    /** The book with the rule added, or in place of the one with its id. */
    public RuleBook with(Rule rule) {
        Map<String, Rule> changed = new LinkedHashMap<>(rules);
        changed.put(rule.id(), rule);
        return new RuleBook(changed.values(), overrides);
    }

    /** The book with the override in place of the one for the same rule and target; an empty one takes that away. */
    public RuleBook with(RuleOverride override) {
        List<RuleOverride> changed = new ArrayList<>(overrides);
        changed.removeIf(o -> o.rule().equals(override.rule())
                && o.level() == override.level()
                && o.target().equals(override.target()));
        if (!override.parameters().isEmpty() || override.enabled().isPresent()) {
            changed.add(override);
        }
        return new RuleBook(rules.values(), changed);
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
