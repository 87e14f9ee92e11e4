package io.caretaker.model.estate;

import io.caretaker.model.InvalidValue;
import java.util.regex.Pattern;

/**
 * One metric of a profile.
 *
 * @param name lower case with underscores, as in {@code water_pressure}
 * @param unit UCUM code; {@code 1} for a state or ratio
 * @param min lowest plausible value, inclusive; below it a reading is bad data, never a fault of the facility
 * @param max highest plausible value, inclusive
 */
public record MetricSpec(String name, String unit, double min, double max) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    public MetricSpec {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new InvalidValue("name", name, "a metric name of letters, digits and '_'");
        }
        if (unit == null || unit.isBlank()) {
            throw new InvalidValue("unit", unit, "a UCUM unit, 1 where there is none");
        }
        if (!(min <= max)) {
            throw new InvalidValue("min", min, "at most max, which is " + max);
        }
    }
}
