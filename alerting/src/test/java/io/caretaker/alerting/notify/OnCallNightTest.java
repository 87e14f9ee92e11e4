package io.caretaker.alerting.notify;

import static io.caretaker.alerting.oncall.Night.command;
import static io.caretaker.alerting.oncall.Night.opened;
import static io.caretaker.alerting.oncall.Night.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.notify.sql.SqlOutbox;
import io.caretaker.alerting.oncall.Escalation;
import io.caretaker.alerting.oncall.EscalationPolicy;
import io.caretaker.alerting.oncall.Night;
import io.caretaker.alerting.oncall.sql.SqlEscalations;
import io.caretaker.alerting.oncall.sql.SqlPeople;
import io.caretaker.alerting.oncall.sql.WorkStore;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.journal.Commands;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.people.OnCallRota;
import io.caretaker.model.people.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the opened incident to the phone, through real stores, with restarts and providers that fail. */
class OnCallNightTest {
    private static final EscalationPolicy POLICY = EscalationPolicy.defaults(Optional.of("duty"));

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock("2026-11-23T19:00:00Z");
    private final List<String> phones = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private final List<CommandIssued> issued = new ArrayList<>();
    private Jdbi jdbi;
    private SqlPeople people;
    private SqlOutbox outbox;
    private Escalation escalation;

    private Channel channel(String name) {
        return new Channel() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String destination(Person person) {
                return person.id();
            }

            @Override
            public CompletionStage<Delivery> send(Message message, Person person) {
                if (broken.contains(name)) {
                    return CompletableFuture.completedFuture(new Delivery.Refused("out of order"));
                }
                phones.add(person.id() + " by " + name + " about " + message.incident());
                return CompletableFuture.completedFuture(new Delivery.Accepted(""));
            }
        };
    }

    @BeforeEach
    void evening() {
        jdbi = WorkStore.in(directory);
        people = new SqlPeople(jdbi);
        people.put(
                List.of(Night.LI, Night.ZHANG, Night.WANG, Night.DUTY),
                List.of(new OnCallRota("sunny", List.of("li", "zhang", "wang"), Duration.ofMinutes(5))));
        restart();
    }

    private void restart() {
        outbox = new SqlOutbox(jdbi, clock);
        escalation = new SqlEscalations(jdbi).restore(people, POLICY, notice -> {});
    }

    /** What the service does with each batch: fold, commit all in one transaction, send. */
    private List<String> happens(IncidentItem... items) {
        phones.clear();
        jdbi.useTransaction(handle -> {
            outbox.enqueue(handle, escalation.fold(List.of(items)));
            new SqlEscalations(jdbi).save(handle, escalation.takeChanges());
        });
        Commands commands = command -> {
            issued.add(command);
            return CompletableFuture.completedFuture(null);
        };
        OutboxSender sender = new OutboxSender(
                outbox,
                List.of(channel("email"), channel("webhook")),
                (n, person) -> Optional.of(Messages.about(n.id(), n.incident(), Severity.S1)),
                people,
                new EscalateUnreached(outbox, commands, clock),
                SenderSettings.DEFAULT,
                clock,
                clock,
                new SplittableRandom(1),
                Runnable::run);
        sender.sendDue().toCompletableFuture().join();
        return List.copyOf(phones);
    }

    @Test
    void aWholeNightWithARestartAfterEveryStep() {
        assertThat(happens(opened("i1", Severity.S1, 0)))
                .containsExactlyInAnyOrder(
                        "li by email about i1", "zhang by email about i1", "zhang by webhook about i1");
        restart();
        assertThat(happens(tick(4))).isEmpty();
        restart();
        assertThat(happens(tick(5))).containsExactly("wang by webhook about i1");
        restart();
        assertThat(happens(command("incident.acknowledge", "i1", "zhang", 6), tick(10)))
                .isEmpty();
        restart();
        assertThat(happens(tick(15))).isEmpty();
        restart();
        assertThat(happens(tick(16)))
                .containsExactlyInAnyOrder(
                        "li by email about i1", "zhang by email about i1", "zhang by webhook about i1");
    }

    @Test
    void aBatchThatIsFoldedAgainAfterACrashTellsNobodyTwice() {
        happens(opened("i1", Severity.S2, 0));
        Escalation behind = new Escalation(people, POLICY, notice -> {});
        phones.clear();
        jdbi.useTransaction(handle -> outbox.enqueue(handle, behind.fold(List.of(opened("i1", Severity.S2, 0)))));

        assertThat(happens(tick(1))).isEmpty();
    }

    @Test
    void whenNoChannelReachesThePersonTheNextOneIsCalledAtOnce() {
        broken.add("email");

        assertThat(happens(opened("i1", Severity.S2, 0))).isEmpty();
        assertThat(issued).extracting(CommandIssued::kind).containsExactly("incident.escalate");
        assertThat(happens(new IncidentItem.CommandItem(issued.get(0)))).containsExactly("zhang by webhook about i1");
        assertThat(issued).as("zhang was reached by the other channel").hasSize(1);
    }
}
