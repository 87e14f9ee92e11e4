package io.caretaker.alerting.dispatch;

import io.caretaker.model.Text;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.work.Crew;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tasks and crews with everything but what a test is about. */
final class Tasks {
    static final long MINUTE = 60_000_000L;

    private Tasks() {}

    static Crew crew(String id, String skill, String... estates) {
        return new Crew(id, Text.same(id), Set.of(skill), Set.of(estates));
    }

    static TrackedTask created(String id, Severity severity, long due) {
        return tracked(id, severity, due, TaskState.CREATED, null, false);
    }

    static TrackedTask tracked(String id, Severity severity, long due, TaskState state, String crew, boolean pinned) {
        RepairTask task = new RepairTask(
                id,
                "inc-" + id,
                "e1",
                "asset",
                "lamp-out",
                "electrician",
                severity,
                state,
                0,
                due * MINUTE,
                0,
                Optional.ofNullable(crew),
                0,
                0,
                "");
        return new TrackedTask(task, pinned, false, 0, new TreeSet<>());
    }
}
