package io.caretaker.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.notify.sql.SqlOutbox;
import io.caretaker.alerting.oncall.Night;
import io.caretaker.alerting.oncall.sql.WorkStore;
import io.caretaker.model.Times;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.people.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxSenderTest {
    @TempDir
    Path directory;

    private final MovableClock wall = new MovableClock("2026-11-24T03:00:00Z");
    private final MovableClock simulated = new MovableClock("2026-06-01T00:00:00Z");
    private final Provider provider = new Provider();
    private final Heard heard = new Heard();
    private final RandomGenerator random = new SplittableRandom(1);
    private Severity severity = Severity.S2;
    private Jdbi jdbi;
    private SqlOutbox outbox;
    private OutboxSender sender;

    /** Answers as told, accepts otherwise. */
    private static final class Provider implements Channel {
        private final List<String> received = new ArrayList<>();
        private final Deque<CompletionStage<Delivery>> answers = new ArrayDeque<>();

        void answers(Delivery delivery, int times) {
            for (int i = 0; i < times; i++) {
                answers.add(CompletableFuture.completedFuture(delivery));
            }
        }

        @Override
        public String name() {
            return "email";
        }

        @Override
        public String destination(Person person) {
            return "relay";
        }

        @Override
        public CompletionStage<Delivery> send(Message message, Person person) {
            received.add(message.key());
            return answers.isEmpty()
                    ? CompletableFuture.completedFuture(new Delivery.Accepted("id"))
                    : answers.remove();
        }
    }

    private static final class Heard implements DeliveryListener {
        private final List<String> ends = new ArrayList<>();

        @Override
        public void delivered(Notification notification) {
            ends.add("delivered " + notification.id());
        }

        @Override
        public void givenUp(Notification notification, String reason) {
            ends.add("given up " + notification.id() + " " + reason);
        }
    }

    @BeforeEach
    void open() {
        jdbi = WorkStore.in(directory);
        outbox = new SqlOutbox(jdbi, wall);
        sender = sender(SenderSettings.DEFAULT);
    }

    private OutboxSender sender(SenderSettings settings) {
        return new OutboxSender(
                outbox,
                List.of(provider),
                (notification, person) -> compose(notification),
                () -> Night.people("li"),
                heard,
                settings,
                wall,
                simulated,
                random,
                Runnable::run);
    }

    private Optional<Message> compose(Notification notification) {
        if (notification.incident().equals("unwritable")) {
            throw new IllegalStateException("the incident store is down");
        }
        return notification.incident().equals("gone")
                ? Optional.empty()
                : Optional.of(Messages.about(notification.id(), notification.incident(), severity));
    }

    private void enqueue(String incident, String person, String channel) {
        jdbi.useTransaction(handle -> outbox.enqueue(
                handle,
                List.of(new Notification(
                        incident + ":0:" + person + ":" + channel,
                        incident,
                        person,
                        channel,
                        0,
                        Notification.State.PENDING,
                        Times.micros(simulated.instant()),
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty()))));
    }

    private int send() {
        return sender.sendDue().toCompletableFuture().join();
    }

    private Notification only(String incident) {
        return outbox.ofIncident(incident).get(0);
    }

    @Test
    void acceptedIsSentAtTheServicesTimeAndNotSentAgain() {
        enqueue("i1", "li", "email");

        assertThat(send()).isEqualTo(1);
        wall.pass(Duration.ofHours(1));
        assertThat(send()).isZero();

        assertThat(provider.received).containsExactly("i1:0:li:email");
        assertThat(only("i1").sentMicros()).contains(Times.micros(simulated.instant()));
        assertThat(heard.ends).containsExactly("delivered i1:0:li:email");
    }

    @Test
    void aFailureIsTriedAgainWithTheSameKeyOnTheWallClock() {
        enqueue("i1", "li", "email");
        provider.answers(new Delivery.Retry(Duration.ZERO, "status 503"), 2);
        send();

        simulated.pass(Duration.ofHours(1));
        assertThat(send()).isZero();
        wall.pass(Duration.ofSeconds(5));
        assertThat(send()).isEqualTo(1);
        wall.pass(Duration.ofSeconds(10));
        assertThat(send()).isEqualTo(1);

        assertThat(provider.received).containsExactly("i1:0:li:email", "i1:0:li:email", "i1:0:li:email");
        assertThat(only("i1").state()).isEqualTo(Notification.State.SENT);
        assertThat(only("i1").attempts()).isEqualTo(3);
    }

    @Test
    void theProvidersOwnWaitingTimeIsKept() {
        enqueue("i1", "li", "email");
        provider.answers(new Delivery.Retry(Duration.ofMinutes(3), "status 429"), 1);
        send();

        wall.pass(Duration.ofSeconds(179));
        assertThat(send()).isZero();
        wall.pass(Duration.ofSeconds(1));
        assertThat(send()).isEqualTo(1);
    }

    @Test
    void refusedFailsAtOnceAndIsHeard() {
        enqueue("i1", "li", "email");
        provider.answers(new Delivery.Refused("status 410"), 1);
        send();

        assertThat(only("i1").state()).isEqualTo(Notification.State.FAILED);
        assertThat(heard.ends).containsExactly("given up i1:0:li:email status 410");
    }

    @Test
    void afterADayOfFailuresItIsGivenUpNotBefore() {
        enqueue("i1", "li", "email");
        provider.answers(new Delivery.Retry(Duration.ZERO, "status 503"), 1_000);
        send();
        for (int minute = 0; minute < 24 * 60 - 5; minute += 5) {
            wall.pass(Duration.ofMinutes(5));
            send();
        }
        assertThat(only("i1").state()).isEqualTo(Notification.State.PENDING);
        assertThat(heard.ends).isEmpty();

        wall.pass(Duration.ofMinutes(16));
        send();

        assertThat(only("i1").state()).isEqualTo(Notification.State.FAILED);
        assertThat(only("i1").attempts()).isBetween(70, 220);
        assertThat(heard.ends).containsExactly("given up i1:0:li:email status 503");
    }

    @Test
    void aCrashBetweenSendingAndRecordingSendsAgainWithTheSameKey() {
        enqueue("i1", "li", "email");
        provider.answers.add(new CompletableFuture<>());
        sender.sendDue();

        OutboxSender afterRestart = sender(SenderSettings.DEFAULT);
        assertThat(afterRestart.sendDue().toCompletableFuture().join()).isZero();
        wall.pass(Duration.ofSeconds(60));
        afterRestart.sendDue().toCompletableFuture().join();

        assertThat(provider.received).containsExactly("i1:0:li:email", "i1:0:li:email");
        assertThat(only("i1").state()).isEqualTo(Notification.State.SENT);
    }

    @Test
    void twoSendersSendOnce() {
        enqueue("i1", "li", "email");
        provider.answers.add(new CompletableFuture<>());
        sender.sendDue();

        sender(SenderSettings.DEFAULT).sendDue().toCompletableFuture().join();

        assertThat(provider.received).hasSize(1);
    }

    @Test
    void aChannelThatThrowsIsTriedAgain() {
        enqueue("i1", "li", "email");
        provider.answers.add(CompletableFuture.failedFuture(new IllegalStateException("li@example.org")));
        send();

        assertThat(only("i1").state()).isEqualTo(Notification.State.PENDING);
        assertThat(only("i1").lastError()).contains("IllegalStateException");
    }

    @Test
    void whatCannotBeWrittenOrReachedIsGivenUpWithTheReason() {
        enqueue("gone", "li", "email");
        enqueue("i1", "nobody", "email");
        enqueue("i2", "li", "pigeon");
        send();

        assertThat(heard.ends)
                .containsExactlyInAnyOrder(
                        "given up gone:0:li:email incident gone is not known",
                        "given up i1:0:nobody:email person nobody is not known",
                        "given up i2:0:li:pigeon channel pigeon is not set up");
    }

    @Test
    void theLimitHoldsBackOrdinaryMessagesButNotDangerToLife() {
        SenderSettings tight = new SenderSettings(
                50, Duration.ofSeconds(60), Duration.ofHours(24), BackOff.DEFAULT, 4, 2, 5, Duration.ofSeconds(30));
        sender = sender(tight);
        for (int i = 0; i < 5; i++) {
            enqueue("i" + i, "li", "email");
        }
        send();
        assertThat(provider.received).hasSize(2);

        severity = Severity.S1;
        enqueue("fire", "li", "email");
        send();
        assertThat(provider.received).hasSize(3).endsWith("fire:0:li:email");

        severity = Severity.S2;
        wall.pass(Duration.ofMinutes(5));
        send();
        wall.pass(Duration.ofMinutes(5));
        send();
        assertThat(outbox.backlog().waiting()).isZero();
        assertThat(outbox.ofIncident("i4").get(0).attempts()).isEqualTo(1);
    }

    @Test
    void aDestinationThatKeepsFailingIsLeftAloneThenTriedWithOneMessage() {
        provider.answers(new Delivery.Retry(Duration.ZERO, "status 503"), 6);
        for (int i = 0; i < 9; i++) {
            enqueue("i" + i, "li", "email");
        }
        send();
        assertThat(provider.received).hasSize(5);

        wall.pass(Duration.ofSeconds(30));
        send();
        assertThat(provider.received).hasSize(6);

        wall.pass(Duration.ofSeconds(30));
        send();
        assertThat(provider.received).hasSizeGreaterThan(6);
        wall.pass(Duration.ofSeconds(60));
        send();
        assertThat(outbox.backlog().waiting()).isZero();
    }

    @Test
    void whatCannotBeWrittenNowIsTriedAgainAndGivenUpAfterADay() {
        enqueue("unwritable", "li", "email");
        send();
        assertThat(only("unwritable").lastError().orElseThrow()).startsWith("the message could not be written");
        assertThat(only("unwritable").state()).isEqualTo(Notification.State.PENDING);

        wall.pass(Duration.ofHours(24));
        send();
        assertThat(only("unwritable").state()).isEqualTo(Notification.State.FAILED);
    }
}
