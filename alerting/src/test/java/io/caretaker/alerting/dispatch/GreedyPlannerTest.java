package io.caretaker.alerting.dispatch;

import static io.caretaker.alerting.dispatch.Tasks.MINUTE;
import static io.caretaker.alerting.dispatch.Tasks.created;
import static io.caretaker.alerting.dispatch.Tasks.crew;
import static io.caretaker.alerting.dispatch.Tasks.tracked;
import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.dispatch.Plan.Placement;
import io.caretaker.alerting.dispatch.Plan.Reason;
import io.caretaker.alerting.dispatch.Plan.Unplaced;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.work.Crew;
import io.caretaker.model.work.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GreedyPlannerTest {
    private final Planner planner = new GreedyPlanner(DispatchSettings.defaults());

    @Test
    void theWorstComesFirstThenTheMostUrgent() {
        Plan plan = plan(
                List.of(crew("a", "electrician")),
                created("late", Severity.S3, 500),
                created("soon", Severity.S3, 100),
                created("bad", Severity.S2, 900));

        assertThat(plan.placements()).extracting(Placement::task).containsExactly("bad", "soon", "late");
        assertThat(plan.placements()).extracting(Placement::startMicros).containsExactly(0L, 65 * MINUTE, 130 * MINUTE);
    }

    @Test
    void workIsSharedByThoseWhoAreFree() {
        Plan plan = plan(
                List.of(crew("a", "electrician"), crew("b", "electrician")),
                created("t1", Severity.S3, 1),
                created("t2", Severity.S3, 2));

        assertThat(plan.placements()).extracting(Placement::crew).containsExactly("a", "b");
    }

    @Test
    void skillAndEstateDecideWhoCanDoIt() {
        Plan plan = plan(
                List.of(crew("a", "pipe-fitter"), crew("b", "electrician", "e2"), crew("c", "electrician", "e1", "e2")),
                created("t1", Severity.S3, 1));

        assertThat(plan.of("t1")).map(Placement::crew).contains("c");
    }

    @Test
    void aTaskThatNobodyCanDoSaysWhy() {
        Plan plan = plan(List.of(crew("a", "pipe-fitter")), created("t1", Severity.S3, 1));

        assertThat(plan.unplaced()).containsExactly(new Unplaced("t1", Reason.NO_CREW_WITH_SKILL));
    }

    @Test
    void pinnedWorkStaysWithItsCrewAndBegunWorkIsNotPlannedAgain() {
        Plan plan = plan(
                List.of(crew("a", "electrician"), crew("b", "electrician")),
                tracked("begun", Severity.S4, 1, TaskState.ON_SITE, "a", false),
                tracked("pinned", Severity.S4, 1, TaskState.ASSIGNED, "a", true));

        assertThat(plan.of("begun")).isEmpty();
        assertThat(plan.of("pinned")).map(Placement::crew).contains("a");
        assertThat(plan.of("pinned")).map(Placement::startMicros).contains(65 * MINUTE);
    }

    @Test
    void anOfferedTaskChangesHandsOnlyForAGoodReason() {
        TrackedTask offered = tracked("offered", Severity.S3, 5, TaskState.ASSIGNED, "b", false);

        assertThat(plan(List.of(crew("a", "electrician"), crew("b", "electrician")), offered)
                        .of("offered"))
                .map(Placement::crew)
                .contains("b");
        assertThat(plan(
                                List.of(crew("a", "electrician"), crew("b", "electrician")),
                                offered,
                                tracked("begun", Severity.S3, 1, TaskState.ON_SITE, "b", false))
                        .of("offered"))
                .map(Placement::crew)
                .contains("a");
    }

    @Property(tries = 200)
    void aCrewDoesOneThingAtATimeAndTheOrderOfTasksDoesNotMatter(
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> severities,
            @ForAll @IntRange(min = 1, max = 3) int n) {
        List<Crew> crews = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            crews.add(crew("crew-" + i, "electrician"));
        }
        List<TrackedTask> tasks = new ArrayList<>();
        for (int i = 0; i < severities.size(); i++) {
            tasks.add(created("t" + i, Severity.values()[severities.get(i)], 100 - i));
        }

        Plan plan = plan(crews, tasks.toArray(TrackedTask[]::new));

        Map<String, Long> freeFrom = new HashMap<>();
        for (Placement placement : plan.placements()) {
            assertThat(placement.startMicros()).isGreaterThanOrEqualTo(freeFrom.getOrDefault(placement.crew(), 0L));
            freeFrom.put(placement.crew(), placement.startMicros() + 60 * MINUTE);
        }
        assertThat(plan.placements()).hasSize(tasks.size());
        Collections.shuffle(tasks, new Random(tasks.size()));
        assertThat(plan(crews, tasks.toArray(TrackedTask[]::new))).isEqualTo(plan);
    }

    private Plan plan(List<Crew> crews, TrackedTask... tasks) {
        return planner.plan(new PlanningProblem(
                List.of(tasks), crews, type -> Duration.ofHours(1), (from, to) -> Duration.ofMinutes(5), 0));
    }
}
