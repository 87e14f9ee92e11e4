package io.caretaker.alerting.oncall.sql;

import static io.caretaker.alerting.oncall.Night.command;
import static io.caretaker.alerting.oncall.Night.opened;
import static io.caretaker.alerting.oncall.Night.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.notify.MovableClock;
import io.caretaker.alerting.notify.Outbox.Attempt;
import io.caretaker.alerting.notify.Outbox.Claimed;
import io.caretaker.alerting.notify.sql.SqlOutbox;
import io.caretaker.alerting.oncall.Escalation;
import io.caretaker.alerting.oncall.EscalationPolicy;
import io.caretaker.alerting.oncall.Night;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.people.OnCallRota;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every statement of people, escalation and outbox on a real PostgreSQL. */
class PostgresDialectTest {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static PostgresServer server;
    private static Jdbi jdbi;

    private final MovableClock wall = new MovableClock("2026-11-24T03:00:00Z");

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> bin = PostgresServer.installed();
        Assumptions.assumeTrue(bin.isPresent(), "no PostgreSQL in /usr/lib/postgresql: its dialect is not checked");
        server = PostgresServer.start(bin.get());
        jdbi = server.migrated();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void peopleAndRotas() {
        SqlPeople people = new SqlPeople(jdbi);
        people.put(
                List.of(Night.LI, Night.ZHANG),
                List.of(new OnCallRota("sunny", List.of("zhang", "li"), Duration.ofMinutes(5))));
        people.put(List.of(Night.LI), List.of(new OnCallRota("sunny", List.of("li"), Duration.ofMinutes(6))));

        assertThat(new SqlPeople(jdbi).get()).isEqualTo(people.get());
        assertThat(people.removeRota("sunny")).isTrue();
        assertThat(people.removePerson("li")).isTrue();
    }

    @Test
    void escalationAndOutboxInOneTransaction() {
        SqlEscalations store = new SqlEscalations(jdbi);
        SqlOutbox outbox = new SqlOutbox(jdbi, wall);
        EscalationPolicy policy = EscalationPolicy.defaults(Optional.empty());
        Escalation escalation = store.restore(() -> Night.people("li", "zhang"), policy, notice -> {});
        List<Notification> told = escalation.fold(
                List.of(opened("pg1", Severity.S1, 0), tick(5), command("incident.acknowledge", "pg1", "li", 6)));
        jdbi.useTransaction(handle -> {
            outbox.enqueue(handle, told);
            outbox.enqueue(handle, told);
            store.save(handle, escalation.takeChanges());
        });

        assertThat(store.find("pg1")).isEqualTo(escalation.call("pg1")).isPresent();
        assertThat(outbox.ofIncident("pg1"))
                .extracting(Notification::id)
                .containsExactlyInAnyOrderElementsOf(
                        told.stream().map(Notification::id).toList());
        List<Notification> newest = outbox.list(1, Optional.empty());
        assertThat(outbox.list(10, Optional.of(newest.get(0).id())))
                .hasSize(told.size() - 1)
                .doesNotContain(newest.get(0));

        List<Claimed> claimed = outbox.claimDue(wall.instant(), 10, LEASE);
        assertThat(claimed).hasSameSizeAs(told);
        Attempt attempt = new Attempt(wall.instant(), Duration.ofMillis(5), "answer");
        outbox.delivered(claimed.get(0), attempt, "id", wall.instant());
        outbox.giveUp(claimed.get(1), attempt);
        outbox.postpone(claimed.get(2), wall.instant().plusSeconds(5), "limit");
        claimed.subList(3, claimed.size())
                .forEach(c -> outbox.retryLater(c, attempt, wall.instant().plusSeconds(5)));
        assertThat(outbox.backlog().waiting()).isEqualTo(told.size() - 2);
        claimed = outbox.claimDue(wall.instant().plusSeconds(5), 10, LEASE);
        claimed.forEach(c -> outbox.delivered(c, attempt, "id", wall.instant()));
        assertThat(outbox.backlog().waiting()).isZero();
    }

    @Test
    void fourSendersAtOnceNeverClaimTheSame() throws Exception {
        MovableClock earlier = new MovableClock("2020-01-01T00:00:00Z");
        SqlOutbox outbox = new SqlOutbox(jdbi, earlier);
        List<Notification> many = IntStream.range(0, 200)
                .mapToObj(i -> new Notification(
                        "many" + i + ":0:li:email",
                        "many" + i,
                        "li",
                        "email",
                        0,
                        Notification.State.PENDING,
                        0,
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        jdbi.useTransaction(handle -> outbox.enqueue(handle, many));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<String>> sender = () -> {
                List<String> ids = new ArrayList<>();
                // Another sender may have taken the same seven a moment before: empty once is not the end.
                for (int empty = 0; empty < 5; ) {
                    List<Claimed> claimed = outbox.claimDue(earlier.instant(), 7, LEASE);
                    empty = claimed.isEmpty() ? empty + 1 : 0;
                    claimed.forEach(c -> ids.add(c.notification().id()));
                }
                return ids;
            };
            List<String> all = new ArrayList<>();
            for (Future<List<String>> ids : threads.invokeAll(List.of(sender, sender, sender, sender))) {
                all.addAll(ids.get());
            }

            assertThat(all).hasSize(200).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
            jdbi.useHandle(handle -> handle.execute("DELETE FROM notification WHERE id LIKE 'many%'"));
        }
    }
}
