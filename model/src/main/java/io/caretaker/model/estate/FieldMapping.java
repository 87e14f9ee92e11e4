package io.caretaker.model.estate;

import io.caretaker.model.InvalidValue;
import java.util.Map;

/**
 * How one field of what a device sends becomes a reading: {@code value = raw * scale + offset}.
 *
 * @param source path of the field in the decoded payload, as {@code temperature}, {@code chn[0].value}
 * @param metric the metric it becomes, one of the profile's
 * @param unit UCUM unit of the scaled value, empty for that of the metric
 * @param scale finite, not 0; 1 leaves the value as it is
 * @param offset finite, added after scaling
 * @param words numbers for texts and truth values, as {@code open} = 1; without them true counts as 1 and false as 0
 */
public record FieldMapping(
        String source, String metric, String unit, double scale, double offset, Map<String, Double> words) {
    /** Enough for nested objects, too little to be a program. */
    private static final int LONGEST_SOURCE = 200;

    public FieldMapping {
        if (source == null || source.isBlank() || source.length() > LONGEST_SOURCE) {
            throw new InvalidValue(
                    "source",
                    source,
                    "the path of a field, 1 to " + LONGEST_SOURCE + " characters, as data.temperature");
        }
        if (metric == null || metric.isBlank()) {
            throw new InvalidValue("metric", metric, "a metric of the profile");
        }
        unit = unit == null ? "" : unit;
        if (!Double.isFinite(scale) || scale == 0) {
            throw new InvalidValue("scale", scale, "a finite number other than 0");
        }
        if (!Double.isFinite(offset)) {
            throw new InvalidValue("offset", offset, "a finite number");
        }
        words = words == null ? Map.of() : Map.copyOf(words);
    }

    /** The field as it is, in the metric's own unit. */
    public static FieldMapping plain(String source, String metric) {
        return new FieldMapping(source, metric, "", 1, 0, Map.of());
    }
}
