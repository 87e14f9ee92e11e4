package io.caretaker.ingest.library;

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
        settings = settings == null ? Map.of() : Map.copyOf(settings);
        metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    }

    String metricFor(String usual) {
        return metrics.getOrDefault(usual, usual);
    }
}
