package io.caretaker.alerting.dispatch;

import java.util.List;
import java.util.Optional;

/**
 * Who does what when.
 *
 * @param placements tasks that have not begun, with crew and start, in order of planning
 * @param unplaced tasks that nobody can do, each with its reason
 */
public record Plan(List<Placement> placements, List<Unplaced> unplaced) {
    public Plan {
        placements = List.copyOf(placements);
        unplaced = List.copyOf(unplaced);
    }

    public record Placement(String task, String crew, long startMicros) {}

    public record Unplaced(String task, Reason reason) {}

    public enum Reason {
        /** No crew that serves the estate has the skill. */
        NO_CREW_WITH_SKILL,
        /** Every crew that could do it has rejected it or not answered. */
        ALL_PASSED_OVER,
        /** The crew that a person chose does not exist any more. */
        CREW_GONE
    }

    public Optional<Placement> of(String task) {
        return placements.stream().filter(p -> p.task().equals(task)).findFirst();
    }
}
