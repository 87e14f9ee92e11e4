package io.caretaker.alerting.dispatch;

import io.caretaker.model.work.Crew;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What there is to plan.
 *
 * @param open every task that is neither over nor done, also those that cannot be moved: they keep crews busy
 * @param estimatedWork time on site by fault type
 * @param nowMicros nothing can be planned to start before
 */
public record PlanningProblem(
        List<TrackedTask> open,
        List<Crew> crews,
        Function<String, Duration> estimatedWork,
        Travel travel,
        long nowMicros) {
    public PlanningProblem {
        open = List.copyOf(open);
        crews = List.copyOf(crews);
    }
}
