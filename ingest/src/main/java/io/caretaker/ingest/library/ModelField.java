package io.caretaker.ingest.library;

import io.caretaker.model.estate.FieldMapping;
import java.util.List;
import java.util.Map;

/**
 * How a field that a device of the model sends becomes a reading, before the place's settings are known.
 *
 * @param source path of the field in what the codec gives
 * @param metrics what it may stand for, the usual one first: a level sensor hangs in a manhole or in a tank
 * @param unit UCUM unit of the scaled value, empty for that of the metric
 */
record ModelField(
        String source, List<String> metrics, String unit, Factor scale, Factor offset, Map<String, Double> words) {
    ModelField {
        metrics = List.copyOf(metrics);
        words = Map.copyOf(words);
    }

    String usual() {
        return metrics.get(0);
    }

    FieldMapping mapping(Choices choices, Map<String, Double> settings) {
        return new FieldMapping(
                source, choices.metricFor(usual()), unit, scale.value(settings), offset.value(settings), words);
    }
}
