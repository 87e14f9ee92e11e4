package io.caretaker.ingest.mapping;

import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** For protocols that fix the units of their fields: nobody has to write them into a mapping again. Pure. */
public final class WireUnits {
    private WireUnits() {}

    /**
     * The profile with the unit of each field in its mapping, where the mapping takes the field as it is and names none, and
     * with an entry for fields that are named as a metric.
     *
     * @param unitOf UCUM unit of a field, empty where it has none
     */
    public static Profile fillIn(Profile profile, Function<String, Optional<String>> unitOf) {
        List<FieldMapping> mapping = new ArrayList<>();
        for (FieldMapping field : profile.mapping()) {
            boolean asItIs = field.unit().isEmpty() && field.scale() == 1 && field.offset() == 0;
            mapping.add(asItIs ? inUnit(field, unitOf.apply(field.source()).orElse("")) : field);
        }
        for (MetricSpec metric : profile.metrics()) {
            boolean mapped = profile.mapping().stream().anyMatch(f -> f.metric().equals(metric.name()));
            Optional<String> unit = mapped ? Optional.empty() : unitOf.apply(metric.name());
            unit.ifPresent(u -> mapping.add(inUnit(FieldMapping.plain(metric.name(), metric.name()), u)));
        }
        return new Profile(
                profile.id(), profile.name(), profile.metrics(), profile.codec(), mapping, profile.downlinks());
    }

    private static FieldMapping inUnit(FieldMapping field, String unit) {
        return new FieldMapping(field.source(), field.metric(), unit, field.scale(), field.offset(), field.words());
    }
}
