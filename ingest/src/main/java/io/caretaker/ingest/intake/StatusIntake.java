package io.caretaker.ingest.intake;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.model.Times;
import io.caretaker.model.journal.Journal;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Whether a device is online: told by its transport, or by itself in a status message (see {@link StatusReport}). Never
 * blocks; safe for use by several threads.
 */
public final class StatusIntake {
    private static final Logger LOG = Logger.getLogger(StatusIntake.class);

    private final Journal journal;
    private final TelemetryIntake telemetry;
    private final Clock clock;
    private final DeviceSightings sightings;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** As the other one, with nobody to tell. */
    public StatusIntake(Journal journal, TelemetryIntake telemetry, Clock clock) {
        this(journal, telemetry, clock, DeviceSightings.NONE);
    }

    /** @param telemetry keeps the dead letters of what is no status */
    public StatusIntake(Journal journal, TelemetryIntake telemetry, Clock clock, DeviceSightings sightings) {
        this.sightings = sightings;
        this.journal = journal;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** Takes a status message; completes when it is durable, as {@link TelemetryIntake#accept(Submission)} does. */
    public CompletionStage<IntakeResult> accept(Submission message) {
        Optional<StatusReport> report = StatusReport.of(message);
        if (report.isEmpty()) {
            String text = new String(
                    message.payload(), message.offset(), Math.min(message.length(), 60), StandardCharsets.UTF_8);
            return telemetry.refuse(
                    message, Rejection.whole(RejectReason.STATUS, "status", text, StatusReport.EXPECTED));
        }
        // Whoever speaks is there, unless it says that it goes.
        boolean online = report.get().online().orElse(true);
        long now = Times.micros(clock.instant());
        sightings.sighting(message.device()).seen(message.protocol(), now);
        sightings.status(message.device(), report.get(), now);
        return append(message.device(), online)
                .handle((offset, failure) -> failure == null ? IntakeResult.taken() : IntakeResult.unavailable());
    }

    /** The device has a connection now, from this address: a new one, or one that takes the former over. */
    public void transportAt(String device, Protocol protocol, String address) {
        sightings.connection(device, protocol, address, true, Times.micros(clock.instant()));
    }

    /** The device's connection is gone, and no other took its place. */
    public void transportLost(String device, Protocol protocol) {
        sightings.connection(device, protocol, "", false, Times.micros(clock.instant()));
        transportSaw(device, false);
    }

    /** The transport saw the device come or go. Nobody waits for it: the first of a row of failures is logged. */
    public void transportSaw(String device, boolean online) {
        append(device, online).whenComplete((offset, failure) -> {
            if (failure == null) {
                failing.set(false);
            } else if (failing.compareAndSet(false, true)) {
                LOG.warnf(failure, "device status not journaled device=%s online=%s", device, online);
            }
        });
    }

    private CompletionStage<Long> append(String device, boolean online) {
        try {
            return journal.append(new DeviceStatusChanged(device, Times.micros(clock.instant()), online));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e); // a full or closed journal may say so at once
        }
    }
}
