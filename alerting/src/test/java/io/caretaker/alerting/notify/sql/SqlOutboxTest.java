package io.caretaker.alerting.notify.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.notify.MovableClock;
import io.caretaker.alerting.notify.Outbox.Attempt;
import io.caretaker.alerting.notify.Outbox.Claimed;
import io.caretaker.alerting.oncall.sql.WorkStore;
import io.caretaker.model.Times;
import io.caretaker.model.notify.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlOutboxTest {
    private static final Duration LEASE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final MovableClock wall = new MovableClock("2026-11-24T03:00:00Z");
    private Jdbi jdbi;
    private SqlOutbox outbox;

    @BeforeEach
    void open() {
        jdbi = WorkStore.in(directory);
        outbox = new SqlOutbox(jdbi, wall);
    }

    private static Notification notification(String incident, int step, String person, long created) {
        return new Notification(
                incident + ":" + step + ":" + person + ":email",
                incident,
                person,
                "email",
                step,
                Notification.State.PENDING,
                created,
                0,
                0,
                Optional.empty(),
                Optional.empty());
    }

    private void enqueue(Notification... notifications) {
        jdbi.useTransaction(handle -> outbox.enqueue(handle, List.of(notifications)));
    }

    private Attempt attempt(String answer) {
        return new Attempt(wall.instant(), Duration.ofMillis(12), answer);
    }

    @Test
    void enqueuingTwiceIsEnqueuingOnce() {
        enqueue(notification("i1", 0, "li", 1));
        enqueue(notification("i1", 0, "li", 1), notification("i1", 1, "zhang", 2));

        assertThat(outbox.ofIncident("i1")).extracting(Notification::person).containsExactly("li", "zhang");
        assertThat(outbox.backlog().waiting()).isEqualTo(2);
    }

    @Test
    void enqueuingIsUndoneWithItsTransaction() {
        jdbi.useTransaction(handle -> {
            outbox.enqueue(handle, List.of(notification("i1", 0, "li", 1)));
            handle.rollback();
        });

        assertThat(outbox.ofIncident("i1")).isEmpty();
    }

    @Test
    void whatWasSentIsNotClaimedAgainWhenItIsEnqueuedAgain() {
        enqueue(notification("i1", 0, "li", 1));
        Claimed claimed = outbox.claimDue(wall.instant(), 10, LEASE).get(0);
        outbox.delivered(claimed, attempt("accepted"), "p-1", Instant.parse("2026-11-24T01:00:00Z"));

        enqueue(notification("i1", 0, "li", 1));

        assertThat(outbox.claimDue(wall.instant().plus(LEASE), 10, LEASE)).isEmpty();
        Notification sent = outbox.ofIncident("i1").get(0);
        assertThat(sent.state()).isEqualTo(Notification.State.SENT);
        assertThat(sent.sentMicros()).contains(Times.micros(Instant.parse("2026-11-24T01:00:00Z")));
        assertThat(sent.attempts()).isEqualTo(1);
        assertThat(sent.nextAttemptMicros()).isZero();
    }

    @Test
    void aClaimIsHeldUntilItsLeaseEnds() {
        enqueue(notification("i1", 0, "li", 1));

        assertThat(outbox.claimDue(wall.instant(), 10, LEASE)).hasSize(1);
        assertThat(outbox.claimDue(wall.instant().plusSeconds(59), 10, LEASE)).isEmpty();
        assertThat(outbox.claimDue(wall.instant().plusSeconds(60), 10, LEASE))
                .extracting(c -> c.notification().attempts())
                .containsExactly(2);
    }

    @Test
    void aRetryComesBackWhenItIsDueAndTellsWhy() {
        enqueue(notification("i1", 0, "li", 1));
        Claimed claimed = outbox.claimDue(wall.instant(), 10, LEASE).get(0);
        outbox.retryLater(claimed, attempt("status 503"), wall.instant().plusSeconds(30));

        assertThat(outbox.claimDue(wall.instant().plusSeconds(29), 10, LEASE)).isEmpty();
        assertThat(outbox.ofIncident("i1").get(0).lastError()).contains("status 503");
        assertThat(outbox.claimDue(wall.instant().plusSeconds(30), 10, LEASE)).hasSize(1);
    }

    @Test
    void aLateAnswerOfAnEndedLeaseDoesNotTouchTheNewClaim() {
        enqueue(notification("i1", 0, "li", 1));
        Claimed slow = outbox.claimDue(wall.instant(), 10, LEASE).get(0);
        outbox.claimDue(wall.instant().plusSeconds(61), 10, LEASE);

        outbox.retryLater(slow, attempt("timeout"), wall.instant());
        outbox.giveUp(slow, attempt("timeout"));

        assertThat(outbox.ofIncident("i1").get(0).state()).isEqualTo(Notification.State.PENDING);
        assertThat(outbox.claimDue(wall.instant().plusSeconds(62), 10, LEASE)).isEmpty();
    }

    @Test
    void postponingIsNoAttempt() {
        enqueue(notification("i1", 0, "li", 1));
        Claimed claimed = outbox.claimDue(wall.instant(), 10, LEASE).get(0);
        outbox.postpone(claimed, wall.instant().plusSeconds(5), "limit");

        assertThat(outbox.claimDue(wall.instant().plusSeconds(5), 10, LEASE))
                .extracting(c -> c.notification().attempts())
                .containsExactly(1);
    }

    @Test
    void twoSendersAtOnceNeverClaimTheSame() throws Exception {
        Notification[] many = IntStream.range(0, 200)
                .mapToObj(i -> notification("i" + i, 0, "li", i))
                .toArray(Notification[]::new);
        enqueue(many);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<String>> sender = () -> {
                List<String> ids = new ArrayList<>();
                List<Claimed> claimed;
                do {
                    claimed = outbox.claimDue(wall.instant(), 7, LEASE);
                    claimed.forEach(c -> ids.add(c.notification().id()));
                } while (!claimed.isEmpty());
                return ids;
            };
            List<String> all = new ArrayList<>();
            for (Future<List<String>> ids : threads.invokeAll(List.of(sender, sender, sender, sender))) {
                all.addAll(ids.get());
            }

            assertThat(all).hasSize(200).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theListPagesFromTheNewestOn() {
        enqueue(notification("i1", 0, "li", 10), notification("i2", 0, "li", 30), notification("i3", 0, "li", 30));

        List<Notification> first = outbox.list(2, Optional.empty());
        List<Notification> second = outbox.list(2, Optional.of(first.get(1).id()));

        assertThat(first).extracting(Notification::incident).containsExactly("i3", "i2");
        assertThat(second).extracting(Notification::incident).containsExactly("i1");
    }

    @Test
    void everyTryIsRecordedWithTheAnswer() {
        enqueue(notification("i1", 0, "li", 1));
        outbox.retryLater(outbox.claimDue(wall.instant(), 1, LEASE).get(0), attempt("status 503"), wall.instant());
        outbox.giveUp(outbox.claimDue(wall.instant(), 1, LEASE).get(0), attempt("status 410"));

        List<String> answers = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT outcome || ' ' || answer FROM notification_attempt ORDER BY attempt")
                .mapTo(String.class)
                .list());
        assertThat(answers).containsExactly("RETRY status 503", "REFUSED status 410");
        assertThat(outbox.ofIncident("i1").get(0).state()).isEqualTo(Notification.State.FAILED);
    }
}
