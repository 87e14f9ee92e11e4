package io.caretaker.ingest.broker;

import io.caretaker.ingest.telemetry.BackOff;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import org.jboss.logging.Logger;

/**
 * Keeps a connection to one broker: connects, subscribes, and after a loss comes again with growing waits of 1 s to 1 min.
 * The session is the broker's to keep (no clean session), so that messages of QoS 1 wait for us while we are away; with a
 * {@link BrokerRole} it is clean. Safe for use by several threads.
 */
public final class BrokerConnection {
    private static final Logger LOG = Logger.getLogger(BrokerConnection.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final BrokerSettings settings;
    private final TopicRouter router;
    private final Optional<BrokerRole> role;
    private final BrokerMeters meters;
    private final BackOff backOff;
    private final Context context;
    private volatile BrokerState state;
    private BrokerLink link;
    private boolean closed;

    /**
     * @param router takes what the broker carries, apart from what the role takes
     * @param role what the service is on this broker beside a listener
     * @param jitter gives numbers of 0 (inclusive) to 1
     */
    public BrokerConnection(
            Vertx vertx,
            BrokerSettings settings,
            TopicRouter router,
            Optional<BrokerRole> role,
            DoubleSupplier jitter,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.settings = settings;
        this.role = role;
        this.router = role.isPresent() ? router.with(role.get()) : router;
        this.meters = new BrokerMeters(meters, settings.name());
        this.backOff = new BackOff(FIRST_WAIT, LONGEST_WAIT, jitter);
        this.context = vertx.getOrCreateContext();
        this.state = new BrokerState(settings.name(), false, "not started");
    }

    /** Begins to connect and returns at once: a broker that is away is no reason not to start. */
    public void start() {
        context.runOnContext(ignored -> connect());
    }

    public BrokerState state() {
        return state;
    }

    public String name() {
        return settings.name();
    }

    /**
     * Publishes one message. The stage never fails: true once the broker has acknowledged it, with QoS 0 once it went out;
     * false when there is no connection, or it ended before.
     */
    public CompletionStage<Boolean> publish(String topic, byte[] payload, int qos) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            if (link == null) {
                done.complete(false);
            } else {
                link.publish(topic, payload, qos, done);
            }
        });
        return done;
    }

    /** Ends the connection for good; what is on its way to the disk is not acknowledged and comes again next time. */
    public Future<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        context.runOnContext(ignored -> {
            closed = true;
            BrokerLink last = link;
            link = null;
            meters.connected(false);
            state = new BrokerState(settings.name(), false, "stopped");
            if (last == null) {
                stopped.complete();
            } else {
                last.close().onComplete(done -> stopped.complete());
            }
        });
        return stopped.future();
    }

    private void connect() {
        if (closed) {
            return;
        }
        BrokerLink fresh = new BrokerLink(vertx, context, settings, router, role, meters, this::connected, this::lost);
        link = fresh;
        fresh.open();
    }

    private void connected(BrokerLink which) {
        if (which != link) {
            return;
        }
        backOff.succeeded();
        meters.connected(true);
        state = new BrokerState(settings.name(), true, settings.host() + ':' + settings.port());
        LOG.infof(
                "broker connected broker=%s host=%s port=%d topics=%s",
                settings.name(), settings.host(), settings.port(), settings.subscriptions());
    }

    private void lost(BrokerLink which, String why) {
        if (which != link || closed) {
            return;
        }
        link = null;
        boolean before = state.connected();
        meters.connected(false);
        boolean news = before || !state.detail().equals(why);
        state = new BrokerState(settings.name(), false, why);
        role.ifPresent(BrokerRole::lost);
        long wait = Math.max(1, backOff.afterFailure() / 1_000_000);
        if (news) { // one that stays away is not told every minute
            LOG.warnf(
                    "broker not connected broker=%s host=%s port=%d reason=\"%s\" nextAttemptMs=%d",
                    settings.name(), settings.host(), settings.port(), why, wait);
        }
        vertx.setTimer(wait, timer -> context.runOnContext(ignored -> connect()));
    }
}
