package io.caretaker.sim.crew;

import io.caretaker.sim.api.ApiRefusal;
import io.caretaker.sim.api.CaretakerClient;
import io.caretaker.sim.api.TaskView;
import io.caretaker.sim.fault.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Crews that do what the service assigned to them, one task at a time, most severe first: accept, travel, start, work,
 * repair, done. What they report may be refused (a task is cancelled while they drive); then they take the next one. Not
 * thread-safe.
 */
public final class SimulatedCrews {
    private static final Duration TRAVEL = Duration.ofMinutes(30);
    private static final Duration WORK = Duration.ofMinutes(30);

    /** Ends the cause of a fault in the physics. */
    @FunctionalInterface
    public interface Repair {
        /** @return whether there was anything to repair */
        boolean repair(String asset, String faultType, long second);
    }

    private static final class Job {
        final TaskView task;
        final long startAt;
        final long doneAt;
        boolean started;

        Job(TaskView task, long startAt, long doneAt, boolean started) {
            this.task = task;
            this.startAt = startAt;
            this.doneAt = doneAt;
            this.started = started;
        }
    }

    private final CaretakerClient api;
    private final Repair repair;
    private final Map<String, Job> jobs = new TreeMap<>();

    public SimulatedCrews(CaretakerClient api, Repair repair) {
        this.api = api;
        this.repair = repair;
    }

    /** Looks what is to do and does what is due at the second. */
    public void visit(long second) throws InterruptedException {
        for (String crew : new ArrayList<>(jobs.keySet())) {
            carryOn(crew, jobs.get(crew), second);
        }
        List<TaskView> open = new ArrayList<>();
        for (String state : List.of("ON_SITE", "ACCEPTED", "ASSIGNED")) {
            open.addAll(api.tasks(state));
        }
        Map<String, TaskView> next = new HashMap<>();
        Set<String> taken = new HashSet<>();
        jobs.values().forEach(j -> taken.add(j.task.id()));
        open.stream()
                .filter(t -> !t.crew().isEmpty() && !jobs.containsKey(t.crew()) && !taken.contains(t.id()))
                .sorted(Comparator.comparing(TaskView::severity)
                        .thenComparing(TaskView::created)
                        .thenComparing(TaskView::id))
                .forEach(t -> next.putIfAbsent(t.crew(), t));
        for (String crew : next.keySet().stream().sorted().toList()) {
            take(next.get(crew), second);
        }
    }

    private void take(TaskView task, long second) throws InterruptedException {
        if (task.state().equals("ASSIGNED") && !reported(task, "accept", "")) {
            return;
        }
        boolean onSite = task.state().equals("ON_SITE");
        Duration travel = FaultKind.of(task.faultType()).map(FaultKind::travel).orElse(TRAVEL);
        Duration work = FaultKind.of(task.faultType()).map(FaultKind::work).orElse(WORK);
        long startAt = onSite ? second : second + travel.toSeconds();
        jobs.put(task.crew(), new Job(task, startAt, startAt + work.toSeconds(), onSite));
    }

    private void carryOn(String crew, Job job, long second) throws InterruptedException {
        if (!job.started && second >= job.startAt) {
            if (!reported(job.task, "start", "")) {
                jobs.remove(crew);
                return;
            }
            job.started = true;
        }
        if (job.started && second >= job.doneAt) {
            jobs.remove(crew);
            boolean found = repair.repair(job.task.asset(), job.task.faultType(), second);
            reported(job.task, "done", found ? "repaired" : "nothing found");
        }
    }

    private boolean reported(TaskView task, String action, String note) throws InterruptedException {
        try {
            api.act(task, action, note);
            return true;
        } catch (ApiRefusal e) {
            return false;
        }
    }
}
