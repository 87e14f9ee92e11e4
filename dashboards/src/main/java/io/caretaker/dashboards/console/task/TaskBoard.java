package io.caretaker.dashboards.console.task;

import io.caretaker.dashboards.console.incident.IncidentLine.Naming;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.Times;
import io.caretaker.model.fault.FaultType;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.work.Crew;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The tasks in columns by state. */
record TaskBoard(
        List<Column> columns,
        List<CrewOption> crews,
        String crew,
        String estate,
        long open,
        long overdue,
        boolean mayAssign,
        boolean mayWork) {
    /** Cancelled tasks are work that nobody has to do: they are found on their incident. */
    private static final List<TaskState> COLUMNS = List.of(
            TaskState.CREATED,
            TaskState.ASSIGNED,
            TaskState.ACCEPTED,
            TaskState.ON_SITE,
            TaskState.DONE,
            TaskState.VERIFIED);

    private static final int FINISHED_SHOWN = 12;

    record Column(TaskState state, String label, List<Card> cards, int count) {}

    record CrewOption(String id, String name, boolean selected) {}

    /** @param urgency {@code late}, {@code soon} when a quarter of the time is left, {@code calm}, {@code over} */
    record Card(
            String id,
            String action,
            String incident,
            Severity severity,
            String severityLabel,
            String title,
            String place,
            String estate,
            String due,
            String dueTime,
            String urgency,
            String trade,
            String crewId,
            String crew,
            String work,
            int attempts,
            String note,
            String firstAction,
            TaskState state,
            List<CrewOption> candidates) {

        public boolean assignable() {
            return (state == TaskState.CREATED || state == TaskState.ASSIGNED) && !candidates.isEmpty();
        }

        /** Last part of the address that takes the task one step on; empty where the crew has nothing to do. */
        public String step() {
            return switch (state) {
                case ASSIGNED -> "accept";
                case ACCEPTED -> "start";
                case ON_SITE -> "done";
                case CREATED, DONE, VERIFIED, CANCELLED -> "";
            };
        }

        public boolean takesNote() {
            return state == TaskState.ON_SITE;
        }

        /** What to do first matters to those who are about to go. */
        public boolean showAction() {
            return state == TaskState.ACCEPTED || state == TaskState.ON_SITE;
        }
    }

    static TaskBoard of(
            List<RepairTask> tasks,
            List<Crew> crews,
            String crew,
            String estate,
            Naming naming,
            boolean mayAssign,
            boolean mayWork) {
        long now = Times.micros(naming.say().now());
        List<RepairTask> shown = tasks.stream()
                .filter(t -> crew.isEmpty() || t.crew().map(crew::equals).orElse(false))
                .toList();
        List<RepairTask> open = shown.stream().filter(t -> !t.state().isOver()).toList();
        return new TaskBoard(
                COLUMNS.stream().map(s -> column(s, shown, crews, naming)).toList(),
                crews.stream()
                        .map(c -> new CrewOption(c.id(), naming.say().text(c.name()), c.id().equals(crew)))
                        .toList(),
                crew,
                estate,
                open.size(),
                open.stream().filter(t -> t.dueMicros() < now).count(),
                mayAssign,
                mayWork);
    }

    private static Column column(TaskState state, List<RepairTask> tasks, List<Crew> crews, Naming naming) {
        List<RepairTask> own = tasks.stream()
                .filter(t -> t.state() == state)
                .sorted(
                        state.isOver()
                                ? Comparator.comparing(RepairTask::changedMicros)
                                        .reversed()
                                : Comparator.comparing(RepairTask::dueMicros))
                .toList();
        int shown = state.isOver() ? Math.min(FINISHED_SHOWN, own.size()) : own.size();
        return new Column(
                state,
                naming.say().word("task", state),
                own.subList(0, shown).stream().map(t -> card(t, crews, naming)).toList(),
                own.size());
    }

    private static Card card(RepairTask task, List<Crew> crews, Naming naming) {
        Say say = naming.sayIn(task.estate());
        Optional<FaultType> type = naming.catalogue().find(task.faultType());
        return new Card(
                task.id(),
                Links.task(task.id()),
                Links.incident(task.incident()),
                task.severity(),
                say.word("severity", task.severity()),
                naming.fault(task.faultType()),
                naming.place(task.asset()),
                naming.estate(task.estate()),
                task.state().isOver() ? say.ago(task.changedMicros()) : say.until(task.dueMicros()),
                say.time(task.dueMicros()),
                urgency(task, Times.micros(say.now())),
                say.words().of("trade", task.trade()),
                task.crew().orElse(""),
                task.crew()
                        .map(id -> crews.stream()
                                .filter(c -> c.id().equals(id))
                                .findFirst()
                                .map(c -> say.text(c.name()))
                                .orElse(id))
                        .orElse(""),
                type.map(FaultType::estimatedWork)
                        .filter(d -> d.compareTo(Duration.ZERO) > 0)
                        .map(say::span)
                        .orElse(""),
                task.attempts(),
                task.note(),
                type.map(t -> say.text(t.firstAction())).orElse(""),
                task.state(),
                candidates(task, crews, say));
    }

    /** Crews that serve the estate and have the trade. */
    private static List<CrewOption> candidates(RepairTask task, List<Crew> crews, Say say) {
        return crews.stream()
                .filter(c -> c.serves(task.estate()) && c.skills().contains(task.trade()))
                .map(c -> new CrewOption(
                        c.id(),
                        say.text(c.name()),
                        task.crew().map(c.id()::equals).orElse(false)))
                .toList();
    }

    private static String urgency(RepairTask task, long now) {
        if (task.state().isOver()) {
            return "over";
        }
        if (task.dueMicros() < now) {
            return "late";
        }
        long whole = Math.max(1, task.dueMicros() - task.createdMicros());
        return (task.dueMicros() - now) * 4 < whole ? "soon" : "calm";
    }
}
