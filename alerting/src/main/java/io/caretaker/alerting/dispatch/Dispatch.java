package io.caretaker.alerting.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.alerting.dispatch.TaskLifecycle.Transition;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.model.fault.FaultType;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.incident.TimelineEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.work.Crew;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Incidents to repair tasks: a deterministic fold. Every incident gets one task when it opens; the planner hands it to a
 * crew at the next tick; what the crew says and what telemetry proves moves it on ({@link TaskLifecycle}). When an
 * incident comes back after its task was over, the next task has the next number.
 *
 * <p>Save {@link #changes} of each fold in the transaction that saves the incidents; {@link #restore} from it changes
 * nothing. Not safe for use by several threads.
 */
public final class Dispatch {
    /** Notes that dispatch writes itself; pages translate them. */
    public static final String NOTE_CLEARED = "system:cleared-by-itself";

    public static final String NOTE_MERGED = "system:merged:";
    public static final String NOTE_NOT_ACCEPTED = "system:not-accepted";
    public static final String NOTE_PROOF_FAILED = "system:proof-failed";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration USUAL_WORK = Duration.ofHours(2);
    private static final String USUAL_TRADE = "general";

    private static final Map<String, TaskEvent> COMMANDS = Map.of(
            "task.assign", TaskEvent.ASSIGN,
            "task.accept", TaskEvent.ACCEPT,
            "task.start", TaskEvent.START,
            "task.done", TaskEvent.DONE,
            "task.reject", TaskEvent.REJECT,
            "task.cancel", TaskEvent.CANCEL);

    private final FaultCatalogue catalogue;
    private final Supplier<List<Crew>> crews;
    private final Planner planner;
    private final Travel travel;
    private final DispatchSettings settings;
    private final TaskBook tasks = new TaskBook();
    private final List<TaskRefused> refused = new ArrayList<>();
    private List<Plan.Unplaced> unplaced = List.of();

    /** @param crews asked at each planning */
    public Dispatch(
            FaultCatalogue catalogue,
            Supplier<List<Crew>> crews,
            Planner planner,
            Travel travel,
            DispatchSettings settings) {
        this.catalogue = catalogue;
        this.crews = crews;
        this.planner = planner;
        this.travel = travel;
        this.settings = settings;
    }

    /** Goes on where a dispatch stopped: all tasks that are not over. Call once, before the first fold. */
    public void restore(Collection<TrackedTask> open) {
        tasks.restore(open);
    }

    /** The tasks that the items changed, each as it is at the end. */
    public List<RepairTask> fold(List<IncidentItem> items) {
        tasks.startOfFold();
        refused.clear();
        items.forEach(this::fold);
        return changes().stream().map(TrackedTask::task).toList();
    }

    /** The tasks of the last fold with what must be saved with them. */
    public List<TrackedTask> changes() {
        return tasks.changed();
    }

    /** The commands of the last fold that changed nothing, each with its reason. */
    public List<TaskRefused> refused() {
        return List.copyOf(refused);
    }

    /** What the last planning found nobody for, each with its reason. Empty after a restart, until the next planning. */
    public List<Plan.Unplaced> unplaced() {
        return unplaced;
    }

    private void fold(IncidentItem item) {
        if (item instanceof IncidentItem.IncidentChanged changed) {
            incident(changed.incident(), changed.change());
        } else if (item instanceof IncidentItem.TickItem tick) {
            tick(tick.timeMicros());
        } else if (item instanceof IncidentItem.CommandItem command) {
            command(command.command());
        }
    }

    private void incident(Incident incident, TimelineEntry change) {
        long now = change.timeMicros();
        Optional<TrackedTask> task = tasks.ofIncident(incident.id());
        switch (change.kind()) {
            case "opened" -> create(incident, now);
            case "reopened" -> task.ifPresentOrElse(t -> again(t, now), () -> create(incident, now));
            case "proof-failed" -> task.ifPresent(t -> again(t, now));
            case "resolved" -> task.ifPresent(t -> rest(t, true));
            case "closed" -> task.ifPresent(t -> apply(t, TaskEvent.INCIDENT_CLOSED, now, NOTE_CLEARED));
            case "merged" ->
                task.ifPresent(t -> apply(
                        t, TaskEvent.CANCEL, now, NOTE_MERGED + change.details().getOrDefault("into", "")));
            default -> {}
        }
        tasks.ofIncident(incident.id())
                .filter(t -> incident.severity().isWorseThan(t.task().severity()))
                .ifPresent(t -> tasks.put(new TrackedTask(
                        TaskBook.worse(t.task(), incident.severity(), now),
                        t.pinned(),
                        t.resting(),
                        t.offeredMicros(),
                        t.passedOver())));
    }

    private void create(Incident incident, long now) {
        Optional<FaultType> type = catalogue.find(incident.type());
        Severity severity = incident.severity();
        tasks.put(new TrackedTask(
                new RepairTask(
                        "task-" + (incident.reopened() + 1) + "-" + incident.id(),
                        incident.id(),
                        incident.estate(),
                        incident.asset(),
                        incident.type(),
                        type.map(FaultType::trade).orElse(USUAL_TRADE),
                        severity,
                        TaskState.CREATED,
                        now,
                        now + TimeUnit.MICROSECONDS.convert(severity.repairWithin()),
                        now,
                        Optional.empty(),
                        0,
                        0,
                        ""),
                false,
                false,
                0,
                new TreeSet<>()));
    }

    /** The same crew once more: it knows the place and has the parts at hand. */
    private void again(TrackedTask tracked, long now) {
        TrackedTask awake = rest(tracked, false);
        if (TaskLifecycle.next(awake.task().state(), TaskEvent.PROOF_FAILED).applies()) {
            apply(awake, TaskEvent.PROOF_FAILED, now, NOTE_PROOF_FAILED);
        }
    }

    private TrackedTask rest(TrackedTask t, boolean resting) {
        TrackedTask after = new TrackedTask(t.task(), t.pinned(), resting, t.offeredMicros(), t.passedOver());
        if (t.resting() != resting) {
            tasks.put(after);
        }
        return after;
    }

    private Transition apply(TrackedTask tracked, TaskEvent event, long now, String note) {
        RepairTask task = tracked.task();
        Transition transition = TaskLifecycle.next(task.state(), event);
        if (!transition.applies()) {
            return transition;
        }
        boolean givenBack = transition.state() == TaskState.CREATED;
        boolean verified = transition.state() == TaskState.VERIFIED;
        RepairTask after = TaskBook.with(
                task,
                transition.state(),
                givenBack ? Optional.empty() : task.crew(),
                now,
                // What the crew wrote last explains a verified task better than we could.
                verified ? "" : note);
        if (event == TaskEvent.PROOF_FAILED) {
            after = TaskBook.attempted(after);
        }
        tasks.put(new TrackedTask(
                after,
                !givenBack && tracked.pinned(),
                tracked.resting(),
                transition.state() == TaskState.ASSIGNED ? now : 0,
                givenBack ? TaskBook.plus(tracked.passedOver(), task.crew()) : tracked.passedOver()));
        return transition;
    }

    private void command(CommandIssued command) {
        TaskEvent event = COMMANDS.get(command.kind());
        if (event == null) {
            return;
        }
        Optional<String> refusal = tasks.find(command.subject())
                .map(t -> event == TaskEvent.ASSIGN ? assignByHand(t, command) : told(t, event, command))
                .orElse(Optional.of("no such task, or it is over: " + command.subject()));
        refusal.ifPresent(reason -> refused.add(new TaskRefused(command, reason)));
        if (refusal.isEmpty()) {
            plan(command.timeMicros());
        }
    }

    private Optional<String> told(TrackedTask tracked, TaskEvent event, CommandIssued command) {
        String note = body(command).map(b -> b.path("note").asText("")).orElse("");
        Transition transition = apply(tracked, event, command.timeMicros(), note);
        return Optional.of(transition.refusal()).filter(r -> !r.isEmpty());
    }

    private Optional<String> assignByHand(TrackedTask tracked, CommandIssued command) {
        String crew = body(command).map(b -> b.path("crew").asText("")).orElse("");
        if (crews.get().stream().noneMatch(c -> c.id().equals(crew))) {
            return Optional.of("no such crew: " + crew);
        }
        Transition transition = TaskLifecycle.next(tracked.task().state(), TaskEvent.ASSIGN);
        if (!transition.applies()) {
            return Optional.of(transition.refusal());
        }
        long now = command.timeMicros();
        RepairTask task = TaskBook.planned(
                TaskBook.with(tracked.task(), TaskState.ASSIGNED, Optional.of(crew), now, ""), crew, now, now);
        tasks.put(new TrackedTask(task, true, tracked.resting(), now, new TreeSet<>()));
        return Optional.empty();
    }

    private void tick(long now) {
        boolean lapsed = false;
        for (TrackedTask tracked : tasks.open()) {
            lapsed |= lapse(tracked, now);
        }
        boolean waiting = tasks.open().stream().anyMatch(t -> t.task().state() == TaskState.CREATED && !t.resting());
        if (lapsed || waiting) {
            plan(now);
        }
    }

    /** A crew that does not answer loses the task, if there is another one that can do it. */
    private boolean lapse(TrackedTask tracked, long now) {
        RepairTask task = tracked.task();
        long asked = Math.max(tracked.offeredMicros(), task.plannedStartMicros());
        if (task.state() != TaskState.ASSIGNED
                || !tracked.movable()
                || now < asked + TimeUnit.MICROSECONDS.convert(settings.answerWithin(task.severity()))) {
            return false;
        }
        List<String> others = crews.get().stream()
                .filter(c -> GreedyPlanner.canDo(c, task))
                .map(Crew::id)
                .filter(c -> !task.crew().equals(Optional.of(c)))
                .toList();
        if (others.isEmpty()) {
            tasks.put(new TrackedTask(task, false, false, now, tracked.passedOver()));
            return false;
        }
        // Everybody was asked: begin again with all but the one that has just been silent.
        SortedSet<String> passedOver =
                tracked.passedOver().containsAll(others) ? new TreeSet<>() : tracked.passedOver();
        apply(new TrackedTask(task, false, false, 0, passedOver), TaskEvent.LAPSE, now, NOTE_NOT_ACCEPTED);
        return true;
    }

    private void plan(long now) {
        List<TrackedTask> open = tasks.open().stream()
                .filter(t -> t.task().state() != TaskState.DONE)
                .toList();
        Plan plan = planner.plan(new PlanningProblem(open, crews.get(), this::work, travel, now));
        unplaced = plan.unplaced();
        for (Plan.Placement placement : plan.placements()) {
            tasks.find(placement.task()).ifPresent(t -> place(t, placement, now));
        }
    }

    private void place(TrackedTask tracked, Plan.Placement placement, long now) {
        RepairTask task = tracked.task();
        boolean sameCrew = task.crew().equals(Optional.of(placement.crew()));
        long shift = Math.abs(task.plannedStartMicros() - placement.startMicros());
        if (!sameCrew && !tracked.movable()
                || sameCrew && shift <= TimeUnit.MICROSECONDS.convert(settings.worthTelling())) {
            return;
        }
        RepairTask planned = TaskBook.planned(task, placement.crew(), placement.startMicros(), now);
        if (sameCrew) {
            tasks.put(new TrackedTask(
                    planned, tracked.pinned(), tracked.resting(), tracked.offeredMicros(), tracked.passedOver()));
        } else {
            tasks.put(new TrackedTask(planned, false, tracked.resting(), 0, tracked.passedOver()));
            tasks.find(task.id()).ifPresent(t -> apply(t, TaskEvent.ASSIGN, now, ""));
        }
    }

    private Duration work(String faultType) {
        return catalogue.find(faultType).map(FaultType::estimatedWork).orElse(USUAL_WORK);
    }

    private static Optional<JsonNode> body(CommandIssued command) {
        try {
            return Optional.of(JSON.readTree(command.body()));
        } catch (JsonProcessingException e) {
            // Without a readable body the command has no crew and no note; what needs them is refused.
            return Optional.empty();
        }
    }
}
