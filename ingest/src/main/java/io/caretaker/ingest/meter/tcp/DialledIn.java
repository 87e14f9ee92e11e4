package io.caretaker.ingest.meter.tcp;

import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.meter.Dialect;
import io.caretaker.ingest.meter.MeterBook;
import io.caretaker.ingest.meter.MeterReadings;
import io.caretaker.ingest.meter.Telegram;
import io.caretaker.ingest.meter.Telegram.Content;
import io.caretaker.ingest.meter.tcp.MeterMetrics.Event;
import io.vertx.core.Context;
import io.vertx.core.net.NetSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** One gateway that dialled in. What it says is heard in every dialect. Belongs to its event loop. */
final class DialledIn {
    private static final Logger LOG = Logger.getLogger(DialledIn.class);
    /** Bytes without any telegram after which nobody believes that this is a gateway: modems send names and signs of life. */
    private static final long MOST_NOISE = 64 * 1024;

    private final MeterParts parts;
    private final MeterSettings.Listen settings;
    private final NetSocket socket;
    private final Context context;
    private final Map<Dialect, Dialect.Hearing> hearings = new LinkedHashMap<>();
    private long frameTimer = -1;
    private long unheard;
    private int inFlight;
    private boolean paused;
    private boolean closed;

    DialledIn(MeterParts parts, MeterSettings.Listen settings, NetSocket socket) {
        this.parts = parts;
        this.settings = settings;
        this.socket = socket;
        this.context = parts.vertx().getOrCreateContext();
        MeterBooks.DIALECTS.forEach(dialect -> hearings.put(dialect, dialect.listen()));
    }

    void open() {
        socket.exceptionHandler(failure -> close(Event.CLOSED));
        socket.closeHandler(ended -> {
            close(Event.CLOSED);
            parts.vertx().cancelTimer(frameTimer);
            parts.metrics().connections(-1);
        });
        socket.handler(bytes -> {
            unheard += bytes.length();
            byte[] said = bytes.getBytes();
            hearings.values().forEach(hearing -> hearing.append(said));
            proceed();
        });
    }

    private void proceed() {
        parts.vertx().cancelTimer(frameTimer);
        hearings.forEach((dialect, hearing) -> {
            Telegram telegram;
            while (!closed && !full() && (telegram = hearing.next()) != null) {
                unheard = 0;
                take(dialect, telegram);
            }
        });
        if (unheard > MOST_NOISE) {
            LOG.warnf(
                    "gateway of meters closed remote=%s bytes=%d without a telegram", socket.remoteAddress(), unheard);
            close(Event.EXPELLED);
        }
        if (closed) {
            return;
        }
        if (full() != paused) {
            paused = !paused;
            if (paused) {
                parts.metrics().count(Event.READING_PAUSED);
                socket.pause();
            } else {
                socket.resume();
            }
        }
        if (!paused && hearings.values().stream().anyMatch(Dialect.Hearing::waiting)) {
            frameTimer = parts.vertx().setTimer(settings.frameTimeout().toMillis(), late -> {
                hearings.values().forEach(Dialect.Hearing::giveUp);
                proceed();
            });
        }
    }

    private boolean full() {
        return inFlight >= settings.maxInFlight();
    }

    private void take(Dialect dialect, Telegram telegram) {
        Content content = telegram.content();
        if (content instanceof Content.Other) {
            return;
        }
        if (content instanceof Content.Fault) {
            parts.metrics().count(Event.FAULT);
            return;
        }
        String name = dialect.scheme() + ':' + telegram.digits();
        Optional<MeterBook.Entry> entry = parts.book().get().at(name);
        if (entry.isEmpty()) {
            parts.metrics().count(Event.UNKNOWN_METER);
            await(parts.telemetry()
                    .refuse(MeterReadings.stranger(dialect, name, telegram.wire()), MeterReadings.unknown(name)));
        } else if (content instanceof Content.Unreadable what) {
            parts.metrics().count(Event.UNREADABLE);
            await(parts.telemetry()
                    .refuse(
                            MeterReadings.submission(entry.get(), name, telegram.wire()),
                            MeterReadings.unreadable(what)));
        } else if (content instanceof Content.Values values) {
            parts.metrics().count(Event.PUSHED);
            await(parts.telemetry()
                    .accept(
                            MeterReadings.submission(entry.get(), name, telegram.wire()),
                            MeterReadings.of(entry.get(), values.fields())));
        }
    }

    private void await(CompletionStage<IntakeResult> result) {
        inFlight++;
        result.whenComplete((done, failure) -> context.runOnContext(back -> {
            inFlight--;
            if (failure != null || done.outcome() == IntakeResult.Outcome.UNAVAILABLE) {
                parts.metrics().count(Event.UNAVAILABLE);
            }
            proceed();
        }));
    }

    private void close(Event why) {
        if (!closed) {
            closed = true;
            parts.metrics().count(why);
            socket.resume(); // a socket that is not read does not notice its end
            socket.close();
        }
    }
}
