package io.caretaker.ingest.meter.tcp;

import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.meter.MeterAddress.Gateway;
import io.caretaker.ingest.meter.MeterReadings;
import io.caretaker.ingest.meter.PollLine;
import io.caretaker.ingest.meter.PollLine.Action;
import io.caretaker.ingest.meter.PollLine.Poll;
import io.caretaker.ingest.meter.tcp.MeterMetrics.Event;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The connection to one serial server and the questions on the line behind it. Connects when a meter is due, stays connected,
 * and comes back with growing pauses when it cannot be had. Belongs to its event loop.
 */
final class GatewayLine {
    private static final Logger LOG = Logger.getLogger(GatewayLine.class);
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(1);
    /** Polls that may wait for the disk before the line rests. */
    private static final int MOST_WAITING = 16;

    private final MeterParts parts;
    private final Gateway gateway;
    private final NetClient client;
    private final Context context;
    private final PollLine line;
    private NetSocket socket;
    private boolean connecting;
    private boolean stopped;
    private boolean told;
    private long pause = FIRST_PAUSE;
    private long notBefore = Long.MIN_VALUE;
    private long timer = -1;
    private int waiting;

    GatewayLine(MeterParts parts, Gateway gateway, NetClient client, Context context) {
        this.parts = parts;
        this.gateway = gateway;
        this.client = client;
        this.context = context;
        this.line = new PollLine(parts.settings().timing());
    }

    void meters(List<PollLine.Meter> meters) {
        line.meters(meters, now());
        proceed();
    }

    void stop() {
        stopped = true;
        parts.vertx().cancelTimer(timer);
        if (socket != null) {
            socket.close();
        }
    }

    private void proceed() {
        parts.vertx().cancelTimer(timer);
        if (stopped || connecting || waiting >= MOST_WAITING) {
            return; // whoever ends that state comes back here
        }
        if (socket == null) {
            long at = Math.max(line.dueNanos(now()), notBefore);
            if (at <= now()) {
                connect();
            } else {
                wakeAt(at);
            }
            return;
        }
        Action action = line.next(now());
        while (!(action instanceof Action.Wait)) {
            if (action instanceof Action.Ask ask) {
                socket.write(Buffer.buffer(ask.bytes()));
            } else {
                take(((Action.Done) action).poll());
                if (waiting >= MOST_WAITING) {
                    return;
                }
            }
            action = line.next(now());
        }
        wakeAt(((Action.Wait) action).untilNanos());
    }

    private void wakeAt(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos - now()) + 1;
        timer = parts.vertx().setTimer(Math.max(1, millis), fired -> proceed());
    }

    private void connect() {
        connecting = true;
        client.connect(gateway.port(), gateway.host())
                .onComplete(done -> context.runOnContext(back -> {
                    connecting = false;
                    if (done.failed()) {
                        failed(done.cause());
                    } else if (stopped) {
                        done.result().close();
                    } else {
                        connected(done.result());
                    }
                }));
    }

    private void failed(Throwable cause) {
        int missed = line.unreachable(now());
        parts.metrics().count(Event.UNREACHABLE, missed);
        if (told) {
            LOG.debugf("serial server not reached gateway=%s cause=%s", gateway, cause.getMessage());
        } else {
            LOG.warnf("serial server not reached gateway=%s missed=%d cause=%s", gateway, missed, cause.getMessage());
            told = true;
        }
        backOff();
        proceed();
    }

    private void connected(NetSocket opened) {
        socket = opened;
        parts.metrics().lines(1);
        opened.exceptionHandler(failure -> LOG.debugf(failure, "serial line failed gateway=%s", gateway));
        opened.closeHandler(ended -> {
            socket = null;
            parts.metrics().lines(-1);
            backOff();
            proceed();
        });
        opened.handler(bytes -> {
            pause = FIRST_PAUSE; // it works
            told = false;
            line.received(bytes.getBytes(), now());
            proceed();
        });
        proceed();
    }

    private void backOff() {
        notBefore = now() + pause;
        pause = Math.min(pause * 2, LONGEST_PAUSE);
    }

    private void take(Poll poll) {
        String name = poll.meter().address().name();
        if (poll.silent()) {
            parts.metrics().count(Event.SILENT);
            LOG.debugf(
                    "meter silent device=%s address=%s gateway=%s", poll.meter().device(), name, gateway);
            return;
        }
        parts.book().get().at(name).ifPresent(entry -> {
            if (!poll.fields().isEmpty()) {
                parts.metrics().count(Event.POLLED);
                await(parts.telemetry()
                        .accept(
                                MeterReadings.submission(entry, name, poll.wire()),
                                MeterReadings.of(entry, poll.fields())));
            } else if (poll.unreadable().isPresent()) {
                parts.metrics().count(Event.UNREADABLE);
                await(parts.telemetry()
                        .refuse(
                                MeterReadings.submission(entry, name, poll.wire()),
                                MeterReadings.unreadable(poll.unreadable().get())));
            } else {
                parts.metrics().count(Event.FAULT);
            }
        });
    }

    private void await(CompletionStage<IntakeResult> result) {
        waiting++;
        result.whenComplete((done, failure) -> context.runOnContext(back -> {
            waiting--;
            if (failure != null || done.outcome() == IntakeResult.Outcome.UNAVAILABLE) {
                parts.metrics().count(Event.UNAVAILABLE);
            }
            if (waiting == MOST_WAITING - 1) {
                proceed();
            }
        }));
    }

    private long now() {
        return parts.nanoTime().getAsLong();
    }
}
