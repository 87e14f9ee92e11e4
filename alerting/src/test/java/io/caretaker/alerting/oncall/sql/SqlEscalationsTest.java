package io.caretaker.alerting.oncall.sql;

import static io.caretaker.alerting.oncall.Night.changed;
import static io.caretaker.alerting.oncall.Night.command;
import static io.caretaker.alerting.oncall.Night.opened;
import static io.caretaker.alerting.oncall.Night.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.oncall.Escalation;
import io.caretaker.alerting.oncall.EscalationPolicy;
import io.caretaker.alerting.oncall.Night;
import io.caretaker.alerting.oncall.People;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.notify.Notification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlEscalationsTest {
    private static final EscalationPolicy POLICY = EscalationPolicy.defaults(Optional.of("duty"));
    private static final People PEOPLE = Night.people("li", "zhang", "wang");

    @TempDir
    Path directory;

    private static List<List<IncidentItem>> night() {
        return List.of(
                List.of(opened("i1", Severity.S1, 0), opened("i2", Severity.S3, 1)),
                List.of(tick(5), command("incident.acknowledge", "i1", "li", 6)),
                List.of(tick(16)),
                List.of(tick(22), changed("i2", Severity.S3, IncidentState.CLOSED, "closed", 0, 23)),
                List.of(command("incident.escalate", "i1", "li", 24), tick(31)));
    }

    @Test
    void aRestartAfterEachBatchContinuesInMidChain() {
        Escalation whole = new Escalation(() -> PEOPLE, POLICY, notice -> {});
        List<Notification> expected = new ArrayList<>();
        night().forEach(batch -> expected.addAll(whole.fold(batch)));

        Jdbi jdbi = WorkStore.in(directory);
        SqlEscalations store = new SqlEscalations(jdbi);
        List<Notification> told = new ArrayList<>();
        for (List<IncidentItem> batch : night()) {
            Escalation escalation = store.restore(() -> PEOPLE, POLICY, notice -> {});
            told.addAll(escalation.fold(batch));
            jdbi.useTransaction(handle -> store.save(handle, escalation.takeChanges()));
        }

        assertThat(told).isEqualTo(expected).hasSizeGreaterThan(8);
        assertThat(store.find("i1")).isEqualTo(whole.call("i1")).isPresent();
        assertThat(store.find("i2")).isEmpty();
    }

    @Test
    void whatWasRolledBackIsFoldedAgain() {
        Jdbi jdbi = WorkStore.in(directory);
        SqlEscalations store = new SqlEscalations(jdbi);
        Escalation lost = store.restore(() -> PEOPLE, POLICY, notice -> {});
        List<Notification> first = lost.fold(night().get(0));
        jdbi.useTransaction(handle -> {
            store.save(handle, lost.takeChanges());
            handle.rollback();
        });

        Escalation again = store.restore(() -> PEOPLE, POLICY, notice -> {});

        assertThat(again.fold(night().get(0))).isEqualTo(first).isNotEmpty();
    }
}
