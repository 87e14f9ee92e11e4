package io.caretaker.ingest.lineprotocol;

import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.Profile;
import java.util.Arrays;
import java.util.Optional;

/**
 * What becomes of one field of a series, made once and then found by its bytes.
 *
 * @param name of the field as it stands on the wire
 * @param mapping null where the field is not wanted
 */
record FieldTarget(byte[] name, FieldMapping mapping) {

    /**
     * The same choice as {@link io.caretaker.ingest.mapping.FieldMapper} makes of {@link PointFields}: an entry of the
     * mapping, whose source may have the measurement before it, else the metric of that name.
     */
    static FieldTarget of(byte[] name, String field, String measurement, Profile profile) {
        String qualified = PointFields.qualified(measurement, field);
        for (FieldMapping mapping : profile.mapping()) {
            if (mapping.source().equals(field) || mapping.source().equals(qualified)) {
                return new FieldTarget(name, mapping);
            }
        }
        return new FieldTarget(
                name,
                profile.metric(field)
                        .or(() -> field.equals(PointFields.VALUE) ? profile.metric(measurement) : Optional.empty())
                        .map(m -> FieldMapping.plain(field, m.name()))
                        .orElse(null));
    }

    boolean isNamed(byte[] bytes, int from, int to) {
        return Arrays.equals(name, 0, name.length, bytes, from, to);
    }

    double scaled(double raw) {
        return raw * mapping.scale() + mapping.offset();
    }
}
