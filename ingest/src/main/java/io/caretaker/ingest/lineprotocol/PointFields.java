package io.caretaker.ingest.lineprotocol;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a point as a mapping sees them: by name, by name with the measurement before it, and a field {@value #VALUE}
 * by the measurement alone, which is how many agents write one metric. Pure.
 */
final class PointFields {
    static final String VALUE = "value";

    private PointFields() {}

    static String qualified(String measurement, String field) {
        return measurement + '.' + field;
    }

    /** By the field's own name, in the order of the line. */
    static Map<String, Object> own(LineParser parser) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < parser.fields(); i++) {
            Object value =
                    switch (parser.kind(i)) {
                        case STRING -> parser.text(i);
                        case BOOLEAN -> parser.number(i) == 1;
                        case FLOAT, INTEGER, UNSIGNED -> parser.number(i);
                    };
            fields.put(parser.name(i), value);
        }
        return fields;
    }

    /** By every name. */
    static Map<String, Object> all(String measurement, Map<String, Object> own) {
        Map<String, Object> all = new LinkedHashMap<>(own);
        own.forEach((field, value) -> all.putIfAbsent(qualified(measurement, field), value));
        if (own.containsKey(VALUE)) {
            all.putIfAbsent(measurement, own.get(VALUE));
        }
        return all;
    }
}
