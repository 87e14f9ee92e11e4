package io.caretaker.sim.replay;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.MetricSpec;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How recorded files become readings.
 *
 * @param name of the set; part of the ids that are registered
 * @param files glob below the data directory
 * @param exclude globs of files that are left out
 * @param columns what is measured; every other column is never read
 * @param changeFaults fault types that say that the machine changed, not how it is
 * @param ignoreFaults fault types that say something about the replay instead of the recorded machine
 */
public record Mapping(
        String name,
        String files,
        List<String> exclude,
        char separator,
        TimeColumn time,
        List<Column> columns,
        DetectionFormat output,
        Set<String> changeFaults,
        Set<String> ignoreFaults) {
    private static final Set<String> LABELS =
            Set.of("anomaly", "changepoint", "label", "labels", "is_anomaly", "ground_truth");

    public Mapping {
        Ids.require("name", name);
        exclude = List.copyOf(exclude);
        columns = List.copyOf(columns);
        changeFaults = Set.copyOf(changeFaults);
        ignoreFaults = Set.copyOf(ignoreFaults);
        if (columns.isEmpty()) {
            throw new InvalidValue("metrics", null, "at least one column");
        }
        for (int i = 0; i < columns.size(); i++) {
            if (LABELS.contains(columns.get(i).column().toLowerCase(Locale.ROOT))) {
                throw new InvalidValue(
                        "metrics[" + i + "].column",
                        columns.get(i).column(),
                        "a measured column; label columns are never read");
            }
        }
    }

    /** A measured column and the metric it becomes. */
    public record Column(String column, MetricSpec metric) {}
}
