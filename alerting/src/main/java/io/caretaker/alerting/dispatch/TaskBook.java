package io.caretaker.alerting.dispatch;

import io.caretaker.model.fault.Severity;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The tasks that are not over, and which of all tasks changed since they were last taken. Single-threaded. */
final class TaskBook {
    private final TreeMap<String, TrackedTask> open = new TreeMap<>();
    private final Map<String, String> byIncident = new HashMap<>();
    private final LinkedHashMap<String, TrackedTask> changed = new LinkedHashMap<>();

    List<TrackedTask> open() {
        return List.copyOf(open.values());
    }

    Optional<TrackedTask> find(String task) {
        return Optional.ofNullable(open.get(task));
    }

    Optional<TrackedTask> ofIncident(String incident) {
        return Optional.ofNullable(byIncident.get(incident)).map(open::get);
    }

    void restore(Collection<TrackedTask> tasks) {
        tasks.forEach(this::index);
    }

    void put(TrackedTask tracked) {
        changed.remove(tracked.task().id());
        changed.put(tracked.task().id(), tracked);
        index(tracked);
    }

    List<TrackedTask> changed() {
        return List.copyOf(changed.values());
    }

    void startOfFold() {
        changed.clear();
    }

    private void index(TrackedTask tracked) {
        RepairTask task = tracked.task();
        if (task.state().isOver()) {
            open.remove(task.id());
            byIncident.remove(task.incident(), task.id());
        } else {
            open.put(task.id(), tracked);
            byIncident.put(task.incident(), task.id());
        }
    }

    /** A copy in another state, with nobody's offer running. */
    static RepairTask with(RepairTask task, TaskState state, Optional<String> crew, long now, String note) {
        return new RepairTask(
                task.id(),
                task.incident(),
                task.estate(),
                task.asset(),
                task.faultType(),
                task.trade(),
                task.severity(),
                state,
                task.createdMicros(),
                task.dueMicros(),
                now,
                crew,
                crew.isPresent() ? task.plannedStartMicros() : 0,
                task.attempts(),
                note.isBlank() ? task.note() : note);
    }

    static RepairTask attempted(RepairTask task) {
        return new RepairTask(
                task.id(),
                task.incident(),
                task.estate(),
                task.asset(),
                task.faultType(),
                task.trade(),
                task.severity(),
                task.state(),
                task.createdMicros(),
                task.dueMicros(),
                task.changedMicros(),
                task.crew(),
                task.plannedStartMicros(),
                task.attempts() + 1,
                task.note());
    }

    /** The due time follows the severity, counted from when the task was made. */
    static RepairTask worse(RepairTask task, Severity severity, long now) {
        return new RepairTask(
                task.id(),
                task.incident(),
                task.estate(),
                task.asset(),
                task.faultType(),
                task.trade(),
                severity,
                task.state(),
                task.createdMicros(),
                task.createdMicros() + TimeUnit.MICROSECONDS.convert(severity.repairWithin()),
                now,
                task.crew(),
                task.plannedStartMicros(),
                task.attempts(),
                task.note());
    }

    static RepairTask planned(RepairTask task, String crew, long start, long now) {
        return new RepairTask(
                task.id(),
                task.incident(),
                task.estate(),
                task.asset(),
                task.faultType(),
                task.trade(),
                task.severity(),
                task.state(),
                task.createdMicros(),
                task.dueMicros(),
                now,
                Optional.of(crew),
                start,
                task.attempts(),
                task.note());
    }

    static SortedSet<String> plus(SortedSet<String> crews, Optional<String> crew) {
        TreeSet<String> more = new TreeSet<>(crews);
        crew.ifPresent(more::add);
        return more;
    }
}
