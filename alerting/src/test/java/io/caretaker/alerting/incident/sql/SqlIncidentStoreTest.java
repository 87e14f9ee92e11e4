package io.caretaker.alerting.incident.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.alerting.incident.IncidentStore.Count;
import io.caretaker.alerting.incident.StateRow;
import io.caretaker.alerting.incident.WorkStoreFile;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlIncidentStoreTest {
    @TempDir
    Path directory;

    private Jdbi jdbi;
    private SqlIncidentStore store;

    @BeforeEach
    void open() {
        jdbi = WorkStoreFile.in(directory);
        store = new SqlIncidentStore(jdbi);
    }

    @Test
    void theLastSavedStateIsFound() {
        save(incident("inc-1", "e1", IncidentState.OPEN, 10));
        Incident later = incident("inc-1", "e1", IncidentState.ACKNOWLEDGED, 20);
        save(later);

        assertThat(store.find("inc-1")).contains(later);
        assertThat(store.find("inc-2")).isEmpty();
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        for (int i = 0; i < 25; i++) {
            save(incident("inc-" + (10 + i), "e1", IncidentState.OPEN, 100 + i / 3));
        }

        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            List<Incident> page =
                    store.list(new IncidentStore.Query(Set.of(), Optional.empty(), Optional.empty(), 4, after));
            page.forEach(i -> seen.add(i.id()));
            after = page.size() < 4 ? Optional.empty() : Optional.of(page.get(3).id());
        } while (after.isPresent());

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(seen.get(0)).isEqualTo("inc-34");
    }

    @Test
    void listsByStateEstateAndTheAssetOfASymptom() {
        save(incident("inc-1", "e1", IncidentState.OPEN, 10));
        save(incident("inc-2", "e2", IncidentState.CLOSED, 20));

        assertThat(ids(IncidentStore.Query.of(IncidentState.CLOSED))).containsExactly("inc-2");
        assertThat(ids(query(Optional.of("e1"), Optional.empty()))).containsExactly("inc-1");
        assertThat(ids(query(Optional.empty(), Optional.of("lamp-inc-2")))).containsExactly("inc-2");
        assertThat(store.counts())
                .containsExactly(new Count("e1", IncidentState.OPEN, 1), new Count("e2", IncidentState.CLOSED, 1));
    }

    @Test
    void aLimitOutOfRangeIsRefused() {
        assertThatThrownBy(() -> store.list(
                        new IncidentStore.Query(Set.of(), Optional.empty(), Optional.empty(), 1_001, Optional.empty())))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("limit: got \"1001\", expected 1 to 1000");
    }

    @Test
    void aRestartReadsWhatIsOpenAndWhatWasClosedLately() {
        long hour = Duration.ofHours(1).toMillis() * 1000;
        save(incident("inc-1", "e1", IncidentState.OPEN, hour));
        save(incident("inc-2", "e1", IncidentState.CLOSED, hour));
        save(incident("inc-3", "e1", IncidentState.CLOSED, 40 * hour));

        List<Incident> read = jdbi.withHandle(h -> store.forRestart(h, Duration.ofHours(24)));

        assertThat(read).extracting(Incident::id).containsExactly("inc-1", "inc-3");
    }

    @Test
    void offsetsAndStateRowsAreOverwrittenAndForgotten() {
        StageOffsets offsets = new StageOffsets();
        SqlCorrelatorState rows = new SqlCorrelatorState();
        jdbi.useTransaction(handle -> {
            assertThat(offsets.get(handle, "alerting")).isEmpty();
            offsets.put(handle, "alerting", 7);
            offsets.put(handle, "alerting", 9);
            rows.save(handle, List.of(row("a", "1"), row("b", "2")));
            rows.save(handle, List.of(row("a", "3"), new StateRow("b", Optional.empty())));
        });

        jdbi.useHandle(handle -> {
            assertThat(offsets.get(handle, "alerting")).hasValue(9);
            assertThat(rows.load(handle)).containsExactly(row("a", "3"));
        });
    }

    private static StateRow row(String key, String document) {
        return new StateRow(key, Optional.of(document));
    }

    private List<String> ids(IncidentStore.Query query) {
        return store.list(query).stream().map(Incident::id).toList();
    }

    private static IncidentStore.Query query(Optional<String> estate, Optional<String> asset) {
        return new IncidentStore.Query(Set.of(), estate, asset, 10, Optional.empty());
    }

    private void save(Incident incident) {
        jdbi.useTransaction(handle -> store.save(handle, List.of(incident)));
    }

    private static Incident incident(String id, String estate, IncidentState state, long changed) {
        ExplainedFault symptom = new ExplainedFault(
                "f-" + id,
                "lamp-out",
                "lamp-" + id,
                Severity.S3,
                5,
                OptionalLong.of(9),
                false,
                List.of(new Evidence("d", "lamp_power", 1.25, Double.NaN, "W", "r")));
        return new Incident(
                id,
                estate,
                "cab",
                "cab",
                "light-cabinet-outage",
                Severity.S2,
                state,
                1,
                2,
                changed,
                Optional.of("li.na"),
                List.of(symptom),
                List.of(new TimelineEntry(changed, "closed", "system", Map.of("n", "1"))),
                0);
    }
}
