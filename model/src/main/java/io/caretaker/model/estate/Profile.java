package io.caretaker.model.estate;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import java.util.List;
import java.util.Optional;

/** The data sheet of a device model: its metrics with units and plausible ranges. */
public record Profile(String id, Text name, List<MetricSpec> metrics) {
    public Profile {
        Ids.require("id", id);
        if (name == null) {
            throw new InvalidValue("name", null, "a name in at least English");
        }
        metrics = List.copyOf(metrics);
        if (metrics.stream().map(MetricSpec::name).distinct().count() != metrics.size()) {
            throw new InvalidValue("metrics", metrics, "each metric once");
        }
    }

    public Optional<MetricSpec> metric(String name) {
        return metrics.stream().filter(m -> m.name().equals(name)).findFirst();
    }
}
