package io.caretaker.alerting.dispatch;

import static io.caretaker.alerting.dispatch.Tasks.MINUTE;
import static io.caretaker.alerting.dispatch.Tasks.crew;
import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.incident.Street;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.work.Crew;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DispatchTest {
    private List<Crew> crews = List.of(crew("a", "pipe-fitter"), crew("b", "pipe-fitter"), crew("c", "electrician"));
    private final Dispatch dispatch = new Dispatch(
            Street.catalogue(),
            () -> crews,
            new GreedyPlanner(DispatchSettings.defaults()),
            (from, to) -> Duration.ofMinutes(5),
            DispatchSettings.defaults());
    private final Map<String, RepairTask> tasks = new TreeMap<>();
    private long minute;

    @Test
    void anOpenedIncidentGetsATaskAndTheNextTickACrew() {
        incident("opened", Severity.S2, 0);
        RepairTask made = task(1);
        tick(1);

        assertThat(made.state()).isEqualTo(TaskState.CREATED);
        assertThat(made.trade()).isEqualTo("pipe-fitter");
        assertThat(made.dueMicros()).isEqualTo(24 * 60 * MINUTE);
        assertThat(task(1).state()).isEqualTo(TaskState.ASSIGNED);
        assertThat(task(1).crew()).contains("a");
    }

    @Test
    void anUnansweredTaskMovesToAnotherCrew() {
        incident("opened", Severity.S2, 0);
        tick(1);
        tick(10);
        assertThat(task(1).crew()).contains("a");
        tick(11);

        assertThat(task(1).state()).isEqualTo(TaskState.ASSIGNED);
        assertThat(task(1).crew()).contains("b");
        tick(21);
        assertThat(task(1).crew()).contains("a");
    }

    @Test
    void whereLifeIsInDangerItMovesSooner() {
        incident("opened", Severity.S1, 0);
        tick(1);
        tick(6);

        assertThat(task(1).crew()).contains("b");
    }

    @Test
    void theOnlyCrewKeepsTheTask() {
        crews = List.of(crew("a", "pipe-fitter"));
        incident("opened", Severity.S2, 0);
        tick(1);
        tick(60);

        assertThat(task(1).state()).isEqualTo(TaskState.ASSIGNED);
        assertThat(task(1).crew()).contains("a");
    }

    @Test
    void aTaskGivenByHandStays() {
        incident("opened", Severity.S2, 0);
        tick(1);
        command("task.assign", "{\"incident\":\"inc-x\",\"crew\":\"b\"}");
        tick(100);

        assertThat(task(1).state()).isEqualTo(TaskState.ASSIGNED);
        assertThat(task(1).crew()).contains("b");
    }

    @Test
    void acceptedBegunDoneAndVerifiedByTelemetry() {
        incident("opened", Severity.S2, 0);
        tick(1);
        command("task.accept", "{}");
        assertThat(task(1).state()).isEqualTo(TaskState.ACCEPTED);
        command("task.start", "{}");
        assertThat(task(1).state()).isEqualTo(TaskState.ON_SITE);
        command("task.done", "{\"note\":\"clamp fitted\"}");
        assertThat(task(1).state()).isEqualTo(TaskState.DONE);
        incident("resolved", Severity.S2, 0);
        incident("closed", Severity.S2, 0);

        assertThat(task(1).state()).isEqualTo(TaskState.VERIFIED);
        assertThat(task(1).note()).isEqualTo("clamp fitted");
    }

    @Test
    void aFailedProofSendsTheSameCrewAgain() {
        incident("opened", Severity.S2, 0);
        tick(1);
        command("task.start", "{}");
        command("task.done", "{}");
        incident("proof-failed", Severity.S2, 0);

        assertThat(task(1).state()).isEqualTo(TaskState.ASSIGNED);
        assertThat(task(1).crew()).contains("a");
        assertThat(task(1).attempts()).isEqualTo(1);
    }

    @Test
    void afterAFailedProofTheCrewHasTheUsualTimeToAnswer() {
        incident("opened", Severity.S2, 0);
        tick(1);
        command("task.start", "{}");
        command("task.done", "{}");
        tick(60);
        incident("proof-failed", Severity.S2, 0);
        tick(69);
        assertThat(task(1).crew()).contains("a");
        tick(70);

        assertThat(task(1).crew()).contains("b");
    }

    @Test
    void aTaskThatNobodyCanDoSaysWhy() {
        crews = List.of(crew("c", "electrician"));
        incident("opened", Severity.S2, 0);
        tick(1);

        assertThat(task(1).state()).isEqualTo(TaskState.CREATED);
        assertThat(dispatch.unplaced())
                .containsExactly(new Plan.Unplaced("task-1-inc-x", Plan.Reason.NO_CREW_WITH_SKILL));
    }

    @Test
    void whatClearedByItselfIsCancelled() {
        incident("opened", Severity.S2, 0);
        tick(1);
        incident("resolved", Severity.S2, 0);
        tick(30);
        assertThat(task(1).crew()).as("nothing lapses while the proof runs").contains("a");
        incident("closed", Severity.S2, 0);

        assertThat(task(1).state()).isEqualTo(TaskState.CANCELLED);
        assertThat(task(1).note()).isEqualTo(Dispatch.NOTE_CLEARED);
    }

    @Test
    void anIncidentThatComesBackAfterItsTaskWasVerifiedGetsTheNextTask() {
        incident("opened", Severity.S2, 0);
        tick(1);
        command("task.start", "{}");
        command("task.done", "{}");
        incident("closed", Severity.S2, 0);
        incident("reopened", Severity.S2, 1);

        assertThat(task(1).state()).isEqualTo(TaskState.VERIFIED);
        assertThat(task(2).state()).isEqualTo(TaskState.CREATED);
    }

    @Test
    void aRejectedTaskGoesToAnotherCrewAtOnce() {
        incident("opened", Severity.S2, 0);
        tick(1);
        command("task.reject", "{\"note\":\"no valve key\"}");

        assertThat(task(1).crew()).contains("b");
        assertThat(task(1).note()).isEqualTo("no valve key");
    }

    @Test
    void whatDoesNotApplyChangesNothingAndSaysWhy() {
        incident("opened", Severity.S2, 0);
        RepairTask before = task(1);

        command("task.done", "{}");
        assertThat(dispatch.refused())
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).contains("accepted"));
        command("task.assign", "{\"crew\":\"nobody\"}");
        assertThat(dispatch.refused()).hasSize(1);
        command("task.assign", "not json");
        assertThat(dispatch.refused()).hasSize(1);

        assertThat(task(1)).isEqualTo(before);
    }

    private RepairTask task(int number) {
        return tasks.get("task-" + number + "-inc-x");
    }

    private void incident(String kind, Severity severity, int reopened) {
        TimelineEntry entry = new TimelineEntry(minute * MINUTE, kind, "system", Map.of());
        Incident incident = new Incident(
                "inc-x",
                "e1",
                "pz1",
                "pz1",
                "supply-low-pressure",
                severity,
                IncidentState.OPEN,
                0,
                0,
                entry.timeMicros(),
                Optional.empty(),
                List.of(),
                List.of(entry),
                reopened);
        fold(new IncidentItem.IncidentChanged(incident, entry));
    }

    private void command(String kind, String body) {
        fold(new IncidentItem.CommandItem(new CommandIssued(kind, "task-1-inc-x", "wang", minute * MINUTE, body)));
    }

    private void tick(long minute) {
        this.minute = minute;
        fold(new IncidentItem.TickItem(minute * MINUTE));
    }

    private void fold(IncidentItem item) {
        dispatch.fold(List.of(item)).forEach(t -> tasks.put(t.id(), t));
    }
}
