package io.caretaker.alerting.detect;

import io.caretaker.alerting.rule.DetectorSpec;
import io.caretaker.alerting.rule.EffectiveParameter;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.model.estate.Device;
import java.util.HashMap;
import java.util.Map;

/** The parameters that hold for one detector, in its own units. Shared by all devices with the same. */
record Settings(
        Judgement judgement,
        String metric,
        Map<String, Double> values,
        Map<String, String> inputs,
        double limit,
        double clearLimit,
        long onDelay,
        long offDelay,
        int minSamples,
        boolean holds) {

    static Settings of(Rule rule, Judgement judgement, RuleBook book, Device device) {
        Map<String, Double> values = new HashMap<>();
        for (EffectiveParameter parameter : book.effective(rule, device)) {
            if (DetectorSpec.of(rule.detector()).parameter(parameter.name()).isPresent()) {
                values.put(parameter.name(), parameter.value());
            }
        }
        return new Settings(
                judgement,
                rule.metric(),
                Map.copyOf(values),
                rule.inputs(),
                values.getOrDefault("limit", Double.NaN),
                values.getOrDefault("clear_limit", Double.NaN),
                micros(values.getOrDefault("on_delay_s", 0.0)),
                micros(values.getOrDefault("off_delay_s", 0.0)),
                values.getOrDefault("min_samples", 1.0).intValue(),
                values.getOrDefault("holds", 0.0) > 0);
    }

    boolean above() {
        return clearLimit < limit;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** NaN where it is neither set nor has a default. */
    double value(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    long micros(String name) {
        return micros(value(name));
    }

    private static long micros(double seconds) {
        return Math.round(seconds * 1e6);
    }
}
