package io.caretaker.ingest.intake;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.DeadLetters;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.json.TelemetryJson;
import io.caretaker.ingest.senml.SenmlCodec;
import io.caretaker.model.Times;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.journal.Journal;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.ObjIntConsumer;

/**
 * Decode, validate, journal; answer when durable. What is not taken lies in the dead letters before the answer. Never
 * blocks and keeps no state between messages; safe for use by several threads, event loops included.
 */
public final class TelemetryIntake {
    /** Devices of one message, beyond which its table grows as it goes. */
    private static final int DEVICES_EXPECTED = 1_024;

    private final TelemetryJson json;
    private final SenmlCodec senmlJson;
    private final SenmlCodec senmlCbor;
    private final IntakeSettings settings;
    private final ProfileIndex profiles;
    private final Journal journal;
    private final Refusals refusals;
    private final Clock clock;
    private final IntakeMetrics metrics;
    private final ObjIntConsumer<String> conversions;

    /** As the other one, with nobody to tell of devices. */
    public TelemetryIntake(
            IntakeSettings settings,
            TopologySource topology,
            Journal journal,
            DeadLetters deadLetters,
            Clock clock,
            MeterRegistry meters) {
        this(settings, topology, journal, deadLetters, clock, meters, DeviceSightings.NONE, (device, readings) -> {});
    }

    /**
     * @param clock the service's clock: arrival times are its
     * @param sightings told once a message which device was heard
     * @param conversions gets device and number of readings that came in another unit than the profile's, on the thread
     *     of the caller: it must not block
     */
    public TelemetryIntake(
            IntakeSettings settings,
            TopologySource topology,
            Journal journal,
            DeadLetters deadLetters,
            Clock clock,
            MeterRegistry meters,
            DeviceSightings sightings,
            ObjIntConsumer<String> conversions) {
        this.conversions = conversions;
        this.settings = settings;
        this.json = new TelemetryJson(settings.limits());
        this.senmlJson = SenmlCodec.json(settings.limits());
        this.senmlCbor = SenmlCodec.cbor(settings.limits());
        this.profiles = new ProfileIndex(topology, sightings);
        this.journal = journal;
        this.clock = clock;
        this.metrics = new IntakeMetrics(meters);
        this.refusals = new Refusals(deadLetters, metrics);
    }

    /** As {@link #accept(Submission)}, for a device that authenticated as itself over HTTP. */
    public CompletionStage<IntakeResult> accept(String deviceId, PayloadFormat format, byte[] payload) {
        return accept(Submission.ofDevice(Protocol.HTTP, deviceId, "/api/v1/telemetry", format, payload));
    }

    /**
     * Takes one message. The stage never fails; it completes once every accepted reading and every dead letter is durable,
     * on a thread of the journal or of the dead letters, or at once.
     */
    public CompletionStage<IntakeResult> accept(Submission message) {
        long arrivalMicros = Times.micros(clock.instant());
        return accept(message, decode(message, arrivalMicros), arrivalMicros);
    }

    /** Takes what an adapter decoded itself; the message is what a dead letter shows. As {@link #accept(Submission)}. */
    public CompletionStage<IntakeResult> accept(Submission message, Decoded decoded) {
        return accept(message, decoded, Times.micros(clock.instant()));
    }

    private CompletionStage<IntakeResult> accept(Submission message, Decoded decoded, long arrivalMicros) {
        if (decoded instanceof Decoded.Readings readings) {
            return message.device().equals(Submission.ANY_DEVICE)
                    ? acceptAll(message, arrivalMicros, readings)
                    : acceptOwn(message, arrivalMicros, readings);
        }
        return refuse(message, arrivalMicros, ((Decoded.Refused) decoded).rejection());
    }

    /** Refuses a message that an adapter could not hand over, with a dead letter. As {@link #accept(Submission)}. */
    public CompletionStage<IntakeResult> refuse(Submission message, Rejection why) {
        return refuse(message, Times.micros(clock.instant()), why);
    }

    private CompletionStage<IntakeResult> refuse(Submission message, long arrivalMicros, Rejection why) {
        IntakeResult result = IntakeResult.of(0, List.of(why), List.of());
        return answer(message.protocol(), result, refusals.keep(message, arrivalMicros, result.rejected()));
    }

    private Decoded decode(Submission message, long arrivalMicros) {
        byte[] payload = message.payload();
        return switch (message.format()) {
            case JSON -> json.decode(payload, message.offset(), message.length());
            case SENML_JSON -> senmlJson.decode(payload, message.offset(), message.length(), arrivalMicros);
            case SENML_CBOR -> senmlCbor.decode(payload, message.offset(), message.length(), arrivalMicros);
            case NATIVE ->
                throw new IllegalArgumentException("a native payload is decoded by its adapter: " + message.topic());
        };
    }

    private CompletionStage<IntakeResult> acceptOwn(Submission message, long arrivalMicros, Decoded.Readings decoded) {
        String device = message.device();
        ProfileIndex.Known known = profiles.of(device);
        if (known == null) {
            return refuse(message, arrivalMicros, unknownDevice(Rejection.WHOLE, device));
        }
        known.sighting().seen(message.protocol(), arrivalMicros);
        ReadingCheck check = new ReadingCheck(settings, arrivalMicros, decoded.rejected());
        List<Reading> taken = new ArrayList<>(decoded.readings().size());
        for (RawReading raw : decoded.readings()) {
            if (!raw.device().isEmpty() && !raw.device().equals(device)) {
                check.reject(
                        raw, RejectReason.OTHER_DEVICE, "device", raw.device(), "the authenticated device, " + device);
                continue;
            }
            Reading reading = check.check(device, known.metrics(), raw);
            if (reading != null) {
                taken.add(reading);
            }
        }
        if (check.conversions() > 0) {
            conversions.accept(device, check.conversions());
        }
        CompletionStage<?> durable = taken.isEmpty() ? null : append(device, arrivalMicros, taken);
        return settle(message, arrivalMicros, taken.size(), check, durable);
    }

    private CompletionStage<IntakeResult> acceptAll(Submission message, long arrivalMicros, Decoded.Readings decoded) {
        ReadingCheck check = new ReadingCheck(settings, arrivalMicros, decoded.rejected());
        // Sized at once: ids that count up fill few buckets of a small table.
        Map<String, OfDevice> byDevice = new LinkedHashMap<>(
                2 * Math.min(DEVICES_EXPECTED, decoded.readings().size()));
        int taken = 0;
        for (RawReading raw : decoded.readings()) {
            OfDevice device = byDevice.get(raw.device());
            if (device == null) {
                device = new OfDevice(profiles.of(raw.device()), new ArrayList<>(4));
                byDevice.put(raw.device(), device);
            }
            if (device.known() == null) {
                Rejection unknown = unknownDevice(raw.index(), raw.device());
                check.reject(raw, unknown.reason(), unknown.field(), unknown.value(), unknown.expected());
                continue;
            }
            device.known().sighting().seen(message.protocol(), arrivalMicros);
            int before = check.conversions();
            Reading reading = check.check(raw.device(), device.known().metrics(), raw);
            if (check.conversions() > before) {
                conversions.accept(raw.device(), 1);
            }
            if (reading != null) {
                device.taken().add(reading);
                taken++;
            }
        }
        List<JournalEntry> entries = new ArrayList<>(byDevice.size());
        byDevice.forEach((id, device) -> {
            if (!device.taken().isEmpty()) {
                entries.add(new ReadingsReceived(id, arrivalMicros, device.taken()));
            }
        });
        return settle(message, arrivalMicros, taken, check, entries.isEmpty() ? null : append(entries));
    }

    /** @param known what the registry holds of it, null when there is no such device */
    private record OfDevice(ProfileIndex.Known known, List<Reading> taken) {}

    private static Rejection unknownDevice(int index, String device) {
        return new Rejection(index, RejectReason.UNKNOWN_DEVICE, "device", device, "a device of the registry");
    }

    private CompletionStage<Long> append(String device, long arrivalMicros, List<Reading> readings) {
        return append(List.of(new ReadingsReceived(device, arrivalMicros, readings)));
    }

    private CompletionStage<Long> append(List<JournalEntry> entries) {
        try {
            return entries.size() == 1 ? journal.append(entries.get(0)) : journal.appendAll(entries);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e); // a full or closed journal may say so at once
        }
    }

    /** @param durable what to wait for beside the dead letters, null for nothing */
    private CompletionStage<IntakeResult> settle(
            Submission message, long arrivalMicros, int taken, ReadingCheck check, CompletionStage<?> durable) {
        Protocol protocol = message.protocol();
        IntakeResult result = IntakeResult.of(taken, check.rejected(), check.flagged());
        if (result.rejected().isEmpty()) {
            return answer(protocol, result, durable == null ? CompletableFuture.completedStage(null) : durable);
        }
        CompletionStage<?> letters = refusals.keep(message, arrivalMicros, result.rejected());
        return answer(
                protocol,
                result,
                durable == null ? letters : durable.thenCombine(letters, (offset, outcome) -> outcome));
    }

    private CompletionStage<IntakeResult> answer(Protocol protocol, IntakeResult result, CompletionStage<?> durable) {
        return durable.handle((done, failure) -> {
            if (failure != null) {
                metrics.unavailable(protocol);
                return IntakeResult.unavailable();
            }
            metrics.accepted(protocol, result.accepted());
            for (int i = 0; i < result.flagged().size(); i++) {
                metrics.flagged(protocol, result.flagged().get(i).reason());
            }
            return result;
        });
    }
}
