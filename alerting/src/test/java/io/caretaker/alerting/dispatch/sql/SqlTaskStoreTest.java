package io.caretaker.alerting.dispatch.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.alerting.dispatch.TrackedTask;
import io.caretaker.alerting.incident.WorkStoreFile;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.work.Crew;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlTaskStoreTest {
    @TempDir
    Path directory;

    private Jdbi jdbi;
    private SqlTaskStore store;

    @BeforeEach
    void open() {
        jdbi = WorkStoreFile.in(directory);
        store = new SqlTaskStore(jdbi);
    }

    @Test
    void theLastSavedStateIsFoundAndRestartedFrom() {
        save(task("t1", "e1", TaskState.CREATED, 50, Optional.empty()));
        TrackedTask later = task("t1", "e1", TaskState.ASSIGNED, 50, Optional.of("a"));
        save(later);
        save(task("t2", "e1", TaskState.VERIFIED, 60, Optional.of("a")));

        assertThat(store.find("t1")).contains(later.task());
        assertThat(jdbi.withHandle(store::forRestart)).containsExactly(later);
        assertThat(store.ofIncident("inc-t2")).hasSize(1);
    }

    @Test
    void listsByStateAndEstateTheEarliestDueFirstPageByPage() {
        save(task("t1", "e1", TaskState.CREATED, 50, Optional.empty()));
        save(task("t2", "e1", TaskState.CREATED, 40, Optional.empty()));
        save(task("t3", "e2", TaskState.DONE, 40, Optional.of("a")));

        assertThat(ids(Set.of(), Optional.empty(), 2, Optional.empty())).containsExactly("t2", "t3");
        assertThat(ids(Set.of(), Optional.empty(), 2, Optional.of("t3"))).containsExactly("t1");
        assertThat(ids(Set.of(TaskState.DONE), Optional.empty(), 9, Optional.empty()))
                .containsExactly("t3");
        assertThat(ids(Set.of(), Optional.of("e1"), 9, Optional.empty())).containsExactly("t2", "t1");
    }

    @Test
    void crewsAreWrittenChangedAndRemoved() {
        SqlCrews crews = new SqlCrews(jdbi);
        Crew before = new Crew("a", new Text("Plumbers", "水工"), Set.of("pipe-fitter"), Set.of());
        Crew after = new Crew("a", new Text("Plumbers", "水工"), Set.of("pipe-fitter", "drain"), Set.of("e1"));
        jdbi.useTransaction(handle -> crews.put(handle, List.of(before)));
        jdbi.useTransaction(handle -> crews.put(handle, List.of(after)));

        assertThat(store.crews()).containsExactly(after);
        boolean removed = jdbi.inTransaction(handle -> crews.remove(handle, "a"));
        assertThat(removed).isTrue();
        assertThat(store.crews()).isEmpty();
    }

    @Test
    void aCrewThatCanDoNothingIsRefused() {
        SqlCrews crews = new SqlCrews(jdbi);

        assertThatThrownBy(() -> jdbi.useTransaction(
                        handle -> crews.put(handle, List.of(new Crew("a", Text.same("A"), Set.of(), Set.of())))))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("crews[a].skills: got \"[]\", expected at least one trade such as pipe-fitter");
        assertThat(store.crews()).isEmpty();
    }

    private List<String> ids(Set<TaskState> states, Optional<String> estate, int limit, Optional<String> after) {
        return store.list(states, estate, limit, after).stream()
                .map(RepairTask::id)
                .toList();
    }

    private void save(TrackedTask task) {
        jdbi.useTransaction(handle -> store.save(handle, List.of(task)));
    }

    private static TrackedTask task(String id, String estate, TaskState state, long due, Optional<String> crew) {
        RepairTask task = new RepairTask(
                id,
                "inc-" + id,
                estate,
                "pz1",
                "pipe-burst",
                "pipe-fitter",
                Severity.S1,
                state,
                1,
                due,
                3,
                crew,
                4,
                1,
                "note");
        return new TrackedTask(task, true, false, 17, new TreeSet<>(Set.of("b", "c")));
    }
}
