package io.caretaker.alerting.dispatch;

import io.caretaker.model.work.Crew;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tasks and crews as last folded. May block on I/O; safe for use by several threads. */
public interface TaskStore {
    Optional<RepairTask> find(String id);

    /** Earliest due first. Empty states for all; {@code after} is the id of the last task of the page before. */
    List<RepairTask> list(Set<TaskState> states, Optional<String> estate, int limit, Optional<String> after);

    List<RepairTask> ofIncident(String incident);

    List<Crew> crews();
}
