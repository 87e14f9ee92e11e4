package io.caretaker.alerting.rule;

import io.caretaker.model.Text;

/**
 * One parameter of a detector kind.
 *
 * @param name lower case with underscores; durations end in {@code _s} and are seconds
 * @param unit UCUM, empty where it is the metric's own unit
 * @param min lowest allowed value, inclusive
 * @param max highest allowed value, inclusive
 * @param label what the editor calls it
 * @param fallback value where neither rule nor override says; NaN where that means "not used", or where it is required
 */
public record ParameterSpec(String name, String unit, double min, double max, Text label, double fallback) {
    public ParameterSpec(String name, String unit, double min, double max, Text label) {
        this(name, unit, min, max, label, Double.NaN);
    }

    /** Whether the value lies within the range. */
    public boolean allows(double value) {
        return value >= min && value <= max;
    }
}
