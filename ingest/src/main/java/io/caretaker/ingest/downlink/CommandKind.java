package io.caretaker.ingest.downlink;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import java.util.List;
import java.util.Map;

/**
 * Something that devices can be told to do.
 *
 * @param safetyRelevant moves water or machines: a second person has to confirm it
 */
public record CommandKind(String name, Text label, boolean safetyRelevant, List<Parameter> parameters) {
    public CommandKind {
        parameters = List.copyOf(parameters);
    }

    /**
     * @param unit UCUM
     * @param min lowest value, inclusive
     * @param max highest value, inclusive
     * @param whole no fractions
     */
    public record Parameter(String name, Text label, String unit, double min, double max, boolean whole) {
        private String expected() {
            return (whole ? "a whole number of " : "a number of ") + plain(min) + " to " + plain(max)
                    + (unit.equals("1") ? "" : " " + unit);
        }

        private static String plain(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }

        private boolean takes(double value) {
            return value >= min && value <= max && (!whole || value == Math.rint(value));
        }
    }

    /** @throws InvalidValue for the first parameter that is missing, out of range or unknown */
    public void check(Map<String, Double> values) {
        for (Parameter parameter : parameters) {
            Double value = values.get(parameter.name());
            if (value == null || !parameter.takes(value)) {
                throw new InvalidValue("parameters." + parameter.name(), value, parameter.expected());
            }
        }
        for (String given : values.keySet()) {
            if (parameters.stream().noneMatch(p -> p.name().equals(given))) {
                throw new InvalidValue(
                        "parameters." + given,
                        values.get(given),
                        parameters.isEmpty()
                                ? "no parameters"
                                : "one of "
                                        + String.join(
                                                ", ",
                                                parameters.stream()
                                                        .map(Parameter::name)
                                                        .toList()));
            }
        }
    }
}
