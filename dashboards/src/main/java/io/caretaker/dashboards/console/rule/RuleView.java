package io.caretaker.dashboards.console.rule;

import java.util.List;
import java.util.Optional;

/** What the pages of rules show. */
final class RuleView {
    private RuleView() {}

    record Row(
            String href,
            String id,
            String fault,
            String family,
            String detector,
            String kind,
            String metric,
            List<Value> parameters,
            int overrides,
            boolean enabled) {}

    record Value(String label, String text) {}

    record Group(String id, String label, List<Row> rows) {}

    record Option(String value, String label, boolean selected) {}

    record Field(String name, String label, String unit, String value, String inherited, String origin, String range) {}

    record Place(String href, String label, String values) {}

    record Version(long number, String author, String time, String reason, String document) {}

    record Trial(
            String judged,
            Side before,
            Side after,
            boolean fewer,
            List<Bar> bars,
            List<Example> examples,
            String problem) {}

    record Side(long alerts, String perDay, long night, long assets) {}

    /** A pair of columns, in a drawing 70 high and 10 wide a day. */
    record Bar(int x, double before, double after) {
        public double beforeTop() {
            return 70 - before;
        }

        public double afterTop() {
            return 70 - after;
        }

        public int right() {
            return x + 11;
        }
    }

    record Example(String href, String asset, String fault, String time, String numbers, boolean added) {}

    record Editor(
            Row rule,
            String action,
            String level,
            String target,
            List<Option> levels,
            List<Option> targets,
            boolean needsTarget,
            List<Field> fields,
            List<Option> enabled,
            List<Place> overridden,
            List<Version> history,
            List<String> problems,
            Optional<Trial> trial,
            String reason,
            boolean mayTry,
            boolean mayPublish) {}
}
