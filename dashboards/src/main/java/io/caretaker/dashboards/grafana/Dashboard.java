package io.caretaker.dashboards.grafana;

import io.caretaker.model.Text;
import java.util.List;

/**
 * One dashboard.
 *
 * @param uid stable id; part of its address, so links survive a new version
 * @param variables drop-downs at the top; a query may use no other name
 * @param annotations what is laid over the time axis of every panel
 */
record Dashboard(
        String uid,
        Text title,
        Text description,
        List<Variable> variables,
        List<Annotation> annotations,
        List<Row> rows) {
    Dashboard {
        variables = List.copyOf(variables);
        annotations = List.copyOf(annotations);
        rows = List.copyOf(rows);
    }

    /** File name of its JSON. */
    String fileName() {
        return uid + ".json";
    }

    List<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream()).toList();
    }
}
