package io.caretaker.ingest.library;

import io.caretaker.model.InvalidValue;
import java.util.Map;

/**
 * What somebody chose when installing a model; whatever is not chosen stays as usual.
 *
 * @param settings values by the name of the setting
 * @param metrics by the usual metric, the one to report instead: {@code sewer_level} → {@code tank_level}
 */
public record Choices(Map<String, Double> settings, Map<String, String> metrics) {
    public static final Choices USUAL = new Choices(Map.of(), Map.of());

    public Choices {
        settings = copied("settings", settings);
        metrics = copied("metrics", metrics);
    }

    private static <T> Map<String, T> copied(String field, Map<String, T> chosen) {
        if (chosen == null) {
            return Map.of();
        }
        chosen.forEach((name, value) -> {
            if (name == null || value == null) {
                throw new InvalidValue(field + "." + name, null, "a value, or leave it out");
            }
        });
        return Map.copyOf(chosen);
    }

    String metricFor(String usual) {
        return metrics.getOrDefault(usual, usual);
    }
}
