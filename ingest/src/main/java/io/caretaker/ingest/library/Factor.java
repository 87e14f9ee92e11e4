package io.caretaker.ingest.library;

import io.caretaker.model.InvalidValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A product of numbers and settings, as {@code 0.0625 * span_kpa} or {@code -0.1 / depth_m}: enough for what a mapping has to
 * say, and nothing that could be a program. Immutable.
 */
final class Factor {
    private static final String EXPECTED = "numbers and settings joined by * and /, as -0.1 / depth_m";
    private static final Pattern TERM =
            Pattern.compile("\\s*([*/]?)\\s*([-+]?[.0-9][-+.0-9eE]*|-?[a-z][a-z0-9_]*)\\s*");

    private final String text;
    private final Set<String> names = new HashSet<>();

    /** @throws InvalidValue when it is not such a product */
    Factor(String text) {
        this.text = text;
        // Settings of 1 show whether everything can be read, and which settings are named.
        evaluate(name -> {
            names.add(name);
            return 1;
        });
    }

    Set<String> names() {
        return Set.copyOf(names);
    }

    /** @param settings holds every name of {@link #names()} */
    double value(Map<String, Double> settings) {
        return evaluate(settings::get);
    }

    private double evaluate(ToDoubleFunction<String> settings) {
        Matcher term = TERM.matcher(text);
        double product = 1;
        int at = 0;
        while (at < text.length()) {
            if (!term.find(at)
                    || term.start() != at
                    || (at == 0) != term.group(1).isEmpty()) {
                throw new InvalidValue("factor", text, EXPECTED);
            }
            double value = value(term.group(2), settings);
            product = term.group(1).equals("/") ? product / value : product * value;
            at = term.end();
        }
        if (text.isBlank() || !Double.isFinite(product)) {
            throw new InvalidValue("factor", text, EXPECTED);
        }
        return product;
    }

    private double value(String term, ToDoubleFunction<String> settings) {
        int sign = term.startsWith("-") ? 1 : 0;
        if (Character.isLowerCase(term.charAt(sign))) {
            return (sign == 1 ? -1 : 1) * settings.applyAsDouble(term.substring(sign));
        }
        try {
            return Double.parseDouble(term);
        } catch (NumberFormatException e) {
            throw new InvalidValue("factor", text, EXPECTED);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
