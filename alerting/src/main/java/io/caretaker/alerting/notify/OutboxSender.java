package io.caretaker.alerting.notify;

import io.caretaker.alerting.notify.Outbox.Attempt;
import io.caretaker.alerting.notify.Outbox.Claimed;
import io.caretaker.alerting.oncall.People;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.people.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes what is due from the outbox, sends it and records what came of it. A message is recorded as sent only after the
 * provider accepted it: a crash in between sends it twice, with the same key, and never loses it.
 *
 * <p>Retries run on the wall clock, whatever clock the service runs on. Safe for use by several threads and beside other
 * senders on the same store; one call works at a time.
 */
public final class OutboxSender {
    private static final Logger LOG = Logger.getLogger(OutboxSender.class);
    private static final int MAX_DESTINATIONS = 10_000;

    private final Outbox outbox;
    private final Map<String, Channel> channels;
    private final MessageSource messages;
    private final Supplier<People> people;
    private final DeliveryListener listener;
    private final SenderSettings settings;
    private final Clock wall;
    private final Clock service;
    private final RandomGenerator random;
    private final Executor worker;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * @param wall when to retry and when to give up
     * @param service what time the record says it was sent; a simulated one in a demonstration
     * @param random for the jitter of retries
     * @param worker where stores are asked; may block
     */
    public OutboxSender(
            Outbox outbox,
            Collection<Channel> channels,
            MessageSource messages,
            Supplier<People> people,
            DeliveryListener listener,
            SenderSettings settings,
            Clock wall,
            Clock service,
            RandomGenerator random,
            Executor worker) {
        this.outbox = outbox;
        this.channels = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));
        this.messages = messages;
        this.people = people;
        this.listener = listener;
        this.settings = settings;
        this.wall = wall;
        this.service = service;
        this.random = random;
        this.worker = worker;
    }

    /**
     * Sends what is due now. Call it after each commit that enqueued something, and about once a second for retries.
     *
     * @return how many were taken, once all of them are recorded; 0 at once while an earlier call is still at work
     */
    public CompletionStage<Integer> sendDue() {
        if (!busy.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(0);
        }
        try {
            return CompletableFuture.supplyAsync(
                            () -> outbox.claimDue(wall.instant(), settings.batch(), settings.lease()), worker)
                    .thenCompose(this::sendAll)
                    .whenComplete((count, failure) -> busy.set(false));
        } catch (RejectedExecutionException e) {
            busy.set(false);
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Integer> sendAll(List<Claimed> claimed) {
        CompletableFuture<?>[] all =
                claimed.stream().map(c -> sendOne(c).toCompletableFuture()).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all).thenApply(none -> claimed.size());
    }

    private CompletionStage<Void> sendOne(Claimed claimed) {
        Instant started = wall.instant();
        return CompletableFuture.supplyAsync(() -> hand(claimed, started), worker)
                .thenCompose(Function.identity())
                .exceptionally(failure -> {
                    // What could not be recorded comes back when its lease ends.
                    LOG.errorf(
                            cause(failure),
                            "notification not recorded id=%s",
                            claimed.notification().id());
                    return null;
                });
    }

    private CompletionStage<Void> hand(Claimed claimed, Instant started) {
        Notification notification = claimed.notification();
        Optional<Person> person = people.get().person(notification.person());
        Channel channel = channels.get(notification.channel());
        if (person.isEmpty() || channel == null) {
            String reason = channel == null
                    ? "channel " + notification.channel() + " is not set up"
                    : "person " + notification.person() + " is not known";
            return done(() -> giveUp(claimed, attempt(started, reason), reason));
        }
        Optional<Message> message;
        try {
            message = messages.compose(notification, person.get());
        } catch (RuntimeException e) {
            LOG.errorf(e, "message not written notification=%s", notification.id());
            Attempt attempt = attempt(
                    started, "the message could not be written: " + e.getClass().getSimpleName());
            return done(() -> retry(claimed, attempt, Duration.ZERO, wall.instant()));
        }
        if (message.isEmpty()) {
            String reason = "incident " + notification.incident() + " is not known";
            return done(() -> giveUp(claimed, attempt(started, reason), reason));
        }
        boolean urgent = message.get().lifeSafety();
        CircuitBreaker breaker = breaker(channel, person.get());
        Duration pause = urgent ? Duration.ZERO : breaker.pause(started);
        if (!pause.isZero()) {
            Instant next = started.plus(pause);
            return done(() -> outbox.postpone(claimed, next, "destination keeps failing, left alone for a while"));
        }
        Duration wait = bucket(channel, started).take(urgent, started);
        if (!wait.isZero()) {
            Instant next = started.plus(wait);
            return done(() -> outbox.postpone(claimed, next, "limit of the channel reached"));
        }
        return deliver(channel, message.get(), person.get())
                .thenAcceptAsync(delivery -> record(claimed, started, delivery, breaker), worker);
    }

    private CompletionStage<Delivery> deliver(Channel channel, Message message, Person person) {
        CompletionStage<Delivery> sent;
        try {
            sent = channel.send(message, person);
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        // A channel that never answers must not hold up all others: its lease would end anyway.
        CompletableFuture<Delivery> limited =
                sent.thenApply(Function.<Delivery>identity()).toCompletableFuture();
        limited.orTimeout(settings.lease().toMillis() * 3 / 4, TimeUnit.MILLISECONDS);
        return limited.exceptionally(failure -> {
            // Only the kind: the text of a provider's exception may carry the address.
            String kind = cause(failure).getClass().getName();
            LOG.warnf("channel failed channel=%s notification=%s failure=%s", channel.name(), message.key(), kind);
            return new Delivery.Retry(Duration.ZERO, cause(failure).getClass().getSimpleName());
        });
    }

    private void record(Claimed claimed, Instant started, Delivery delivery, CircuitBreaker breaker) {
        Instant now = wall.instant();
        if (delivery instanceof Delivery.Accepted accepted) {
            breaker.succeeded();
            outbox.delivered(claimed, attempt(started, "accepted"), accepted.id(), service.instant());
            listener.delivered(claimed.notification());
        } else if (delivery instanceof Delivery.Refused refused) {
            // The destination answered: it is not down.
            breaker.succeeded();
            giveUp(claimed, attempt(started, refused.reason()), refused.reason());
        } else if (delivery instanceof Delivery.Retry retry) {
            breaker.failed(now);
            retry(claimed, attempt(started, retry.reason()), retry.after(), now);
        }
    }

    /** @param after what the provider asks for at least */
    private void retry(Claimed claimed, Attempt attempt, Duration after, Instant now) {
        Duration backOff = settings.backOff().after(claimed.notification().attempts(), random);
        Instant next = now.plus(after.compareTo(backOff) > 0 ? after : backOff);
        Instant end = claimed.enqueued().plus(settings.giveUpAfter());
        if (now.isBefore(end)) {
            // The last try is at the end itself, however long the provider asks to wait.
            outbox.retryLater(claimed, attempt, next.isAfter(end) ? end : next);
        } else {
            giveUp(claimed, attempt, attempt.answer());
        }
    }

    private void giveUp(Claimed claimed, Attempt attempt, String reason) {
        outbox.giveUp(claimed, attempt);
        LOG.errorf(
                "notification given up id=%s channel=%s attempts=%d reason=%s",
                claimed.notification().id(),
                claimed.notification().channel(),
                claimed.notification().attempts(),
                reason);
        listener.givenUp(claimed.notification(), reason);
    }

    private Attempt attempt(Instant started, String answer) {
        return new Attempt(started, Duration.between(started, wall.instant()), answer);
    }

    private CircuitBreaker breaker(Channel channel, Person person) {
        if (breakers.size() >= MAX_DESTINATIONS) {
            // Forgetting only costs a few tries more.
            breakers.clear();
        }
        return breakers.computeIfAbsent(
                channel.name() + " " + channel.destination(person),
                key -> new CircuitBreaker(settings.breakAfter(), settings.breakFor()));
    }

    private TokenBucket bucket(Channel channel, Instant now) {
        return buckets.computeIfAbsent(
                channel.name(),
                name -> new TokenBucket(settings.perMinute(), settings.reserve(), Duration.ofMinutes(1), now));
    }

    private static CompletionStage<Void> done(Runnable action) {
        action.run();
        return CompletableFuture.completedFuture(null);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
