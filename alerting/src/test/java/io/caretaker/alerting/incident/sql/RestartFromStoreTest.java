package io.caretaker.alerting.incident.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.dispatch.Dispatch;
import io.caretaker.alerting.dispatch.DispatchSettings;
import io.caretaker.alerting.dispatch.EstateTravel;
import io.caretaker.alerting.dispatch.GreedyPlanner;
import io.caretaker.alerting.dispatch.sql.SqlTaskStore;
import io.caretaker.alerting.incident.CorrelationSettings;
import io.caretaker.alerting.incident.IncidentChanges;
import io.caretaker.alerting.incident.IncidentCorrelator;
import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.alerting.incident.Street;
import io.caretaker.alerting.incident.WorkStoreFile;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.fault.DetectedItem.FaultItem;
import io.caretaker.model.fault.DetectedItem.TickItem;
import io.caretaker.model.fault.FaultEvent.FaultCleared;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.work.Crew;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Correlation and dispatch over a real work store, as the service folds them: one transaction a batch. */
class RestartFromStoreTest {
    private static final long MINUTE = 60_000_000L;
    private static final Topology TOPOLOGY = Street.withLamps(12, 2);
    private static final List<Crew> CREWS =
            List.of(new Crew("a", Text.same("a"), Set.of("electrician", "iot-technician"), Set.of()));

    @TempDir
    Path directory;

    @Test
    void aServiceThatStopsAfterEveryBatchEndsWithTheSameIncidentsAndTasks() throws IOException {
        String unbroken = run("unbroken", false);
        String stopped = run("stopped", true);

        assertThat(stopped).isEqualTo(unbroken);
        assertThat(unbroken).contains("light-cabinet-outage CLOSED", "lamp-out OPEN", "task-1-inc");
    }

    private String run(String name, boolean stopAfterEveryBatch) throws IOException {
        Jdbi jdbi = WorkStoreFile.in(Files.createDirectory(directory.resolve(name)));
        Stage stage = new Stage(jdbi);
        long offset = 0;
        for (DetectedItem item : outage()) {
            if (stopAfterEveryBatch) {
                stage = new Stage(jdbi);
            }
            stage.fold(++offset, List.of(item));
        }
        StringBuilder result = new StringBuilder();
        new SqlIncidentStore(jdbi)
                .list(IncidentStore.Query.of())
                .forEach(i -> result.append(i.type())
                        .append(' ')
                        .append(i.state())
                        .append(' ')
                        .append(i)
                        .append('\n'));
        new SqlTaskStore(jdbi)
                .list(Set.of(), java.util.Optional.empty(), 500, java.util.Optional.empty())
                .forEach(t -> result.append(t).append('\n'));
        return result.toString();
    }

    /** The cabinet says nothing; its lamps fall silent, one comes back dark. */
    private static List<DetectedItem> outage() {
        List<DetectedItem> items = new ArrayList<>();
        for (int minute = 1; minute <= 200; minute++) {
            for (int n = 1; n <= 12; n++) {
                if (minute == 45 + n % 4) {
                    items.add(raised("device-stale", n, 15 + n % 4, minute));
                }
                if (minute == 90) {
                    long onset = (15 + n % 4) * MINUTE;
                    String id = FaultRaised.id("device-stale", Street.lamp(n), onset);
                    items.add(new FaultItem(
                            new FaultCleared(id, "device-stale", Street.lamp(n), minute * MINUTE, List.of())));
                }
            }
            if (minute == 120) {
                items.add(raised("lamp-out", 7, 90, minute));
            }
            items.add(new TickItem(minute * MINUTE));
        }
        return items;
    }

    private static FaultItem raised(String type, int lamp, long onset, long minute) {
        String asset = Street.lamp(lamp);
        return new FaultItem(new FaultRaised(
                FaultRaised.id(type, asset, onset * MINUTE),
                type,
                asset,
                onset * MINUTE,
                minute * MINUTE,
                Severity.S3,
                List.of()));
    }

    /** A process: it knows what it reads from the store when it starts. */
    private static final class Stage {
        private final Jdbi jdbi;
        private final SqlIncidentStore incidents;
        private final SqlTaskStore tasks;
        private final SqlCorrelatorState state = new SqlCorrelatorState();
        private final StageOffsets offsets = new StageOffsets();
        private final IncidentCorrelator correlator;
        private final Dispatch dispatch;

        Stage(Jdbi jdbi) {
            this.jdbi = jdbi;
            this.incidents = new SqlIncidentStore(jdbi);
            this.tasks = new SqlTaskStore(jdbi);
            CorrelationSettings settings = CorrelationSettings.defaults();
            this.correlator = new IncidentCorrelator(() -> TOPOLOGY, Street.catalogue(), settings);
            this.dispatch = new Dispatch(
                    Street.catalogue(),
                    () -> CREWS,
                    new GreedyPlanner(DispatchSettings.defaults()),
                    new EstateTravel(() -> TOPOLOGY),
                    DispatchSettings.defaults());
            jdbi.useTransaction(handle -> {
                correlator.restore(
                        incidents.forRestart(handle, settings.reopenWithin().plus(Duration.ofHours(1))),
                        state.load(handle));
                dispatch.restore(tasks.forRestart(handle));
            });
        }

        void fold(long offset, List<DetectedItem> batch) {
            List<IncidentItem> items = correlator.fold(batch);
            dispatch.fold(items);
            jdbi.useTransaction(handle -> {
                incidents.save(handle, IncidentChanges.latest(items));
                state.save(handle, correlator.takeChangedState());
                tasks.save(handle, dispatch.changes());
                offsets.put(handle, "alerting", offset);
            });
        }
    }
}
