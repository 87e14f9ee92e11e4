package io.caretaker.alerting.dispatch;

import io.caretaker.alerting.dispatch.Plan.Placement;
import io.caretaker.alerting.dispatch.Plan.Reason;
import io.caretaker.alerting.dispatch.Plan.Unplaced;
import io.caretaker.model.work.Crew;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The worst first, then the most urgent; each to the crew that can begin it earliest. A crew does one task at a time. Work
 * that has begun, and work that was accepted or given by hand, stays with its crew; an offered task changes hands only
 * when that wins a good deal of time. Cost: tasks × crews.
 */
public final class GreedyPlanner implements Planner {
    /** What a task that takes longer than estimated is taken to need still. */
    private static final long OVERRUN = TimeUnit.MINUTES.toMicros(15);

    private static final Comparator<TrackedTask> URGENCY = Comparator.comparing(
                    (TrackedTask t) -> t.task().severity())
            .thenComparing(t -> t.task().dueMicros())
            .thenComparing(t -> t.task().createdMicros())
            .thenComparing(t -> t.task().id());

    private final long worthMoving;

    public GreedyPlanner(DispatchSettings settings) {
        this.worthMoving = TimeUnit.MICROSECONDS.convert(settings.worthMoving());
    }

    @Override
    public Plan plan(PlanningProblem problem) {
        TreeMap<String, Diary> diaries = new TreeMap<>();
        problem.crews().forEach(c -> diaries.put(c.id(), new Diary(c, problem)));
        problem.open().stream()
                .filter(t -> t.task().state() == TaskState.ON_SITE)
                .sorted(URGENCY)
                .forEach(t -> t.task().crew().map(diaries::get).ifPresent(d -> d.isOnSite(t.task())));
        List<Placement> placements = new ArrayList<>();
        List<Unplaced> unplaced = new ArrayList<>();
        problem.open().stream()
                .filter(t -> t.movable() || hasItsCrew(t))
                .sorted(URGENCY)
                .forEach(t -> place(t, diaries, placements, unplaced));
        return new Plan(placements, unplaced);
    }

    private static boolean hasItsCrew(TrackedTask tracked) {
        TaskState state = tracked.task().state();
        boolean waiting = state == TaskState.ASSIGNED || state == TaskState.ACCEPTED;
        return waiting && !tracked.resting() && tracked.task().crew().isPresent();
    }

    private void place(
            TrackedTask tracked, TreeMap<String, Diary> diaries, List<Placement> placements, List<Unplaced> unplaced) {
        RepairTask task = tracked.task();
        Optional<Diary> own = task.crew().map(diaries::get);
        if (!tracked.movable()) {
            if (own.isPresent()) {
                placements.add(own.get().book(task));
            } else {
                unplaced.add(new Unplaced(task.id(), Reason.CREW_GONE));
            }
            return;
        }
        List<Diary> able =
                diaries.values().stream().filter(d -> canDo(d.crew, task)).toList();
        Optional<Diary> best = able.stream()
                .filter(d -> !tracked.passedOver().contains(d.crew.id()))
                .min(Comparator.comparingLong((Diary d) -> d.startOf(task)).thenComparing(d -> d.crew.id()));
        if (best.isEmpty()) {
            unplaced.add(new Unplaced(task.id(), able.isEmpty() ? Reason.NO_CREW_WITH_SKILL : Reason.ALL_PASSED_OVER));
            return;
        }
        boolean stays = own.filter(able::contains)
                .filter(d -> d.startOf(task) <= best.get().startOf(task) + worthMoving)
                .isPresent();
        placements.add((stays ? own : best).get().book(task));
    }

    static boolean canDo(Crew crew, RepairTask task) {
        return crew.skills().contains(task.trade()) && crew.serves(task.estate());
    }

    /** When a crew is free, and where. */
    private static final class Diary {
        private final Crew crew;
        private final PlanningProblem problem;
        private long freeFrom;
        private Optional<String> at = Optional.empty();

        Diary(Crew crew, PlanningProblem problem) {
            this.crew = crew;
            this.problem = problem;
            this.freeFrom = problem.nowMicros();
        }

        void isOnSite(RepairTask task) {
            long end = Math.max(task.changedMicros() + work(task), problem.nowMicros() + OVERRUN);
            freeFrom = Math.max(freeFrom, end);
            at = Optional.of(task.estate());
        }

        /** A crew without work is taken to be near: it starts at once. */
        long startOf(RepairTask task) {
            Duration way = at.map(from -> problem.travel().between(from, task.estate()))
                    .orElse(Duration.ZERO);
            return freeFrom + TimeUnit.MICROSECONDS.convert(way);
        }

        Placement book(RepairTask task) {
            long start = startOf(task);
            freeFrom = start + work(task);
            at = Optional.of(task.estate());
            return new Placement(task.id(), crew.id(), start);
        }

        private long work(RepairTask task) {
            return TimeUnit.MICROSECONDS.convert(problem.estimatedWork().apply(task.faultType()));
        }
    }
}
