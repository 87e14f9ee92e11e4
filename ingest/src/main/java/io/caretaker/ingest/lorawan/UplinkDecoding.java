package io.caretaker.ingest.lorawan;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.lorawan.LorawanMeters.Outcome;
import io.caretaker.ingest.lorawan.NetworkEvent.Uplink;
import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.codec.Failure;
import io.caretaker.ingest.lorawan.library.CodecLibrary;
import io.caretaker.ingest.mapping.FieldMapper;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Profile;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One uplink to readings, or to the reason why there are none. Runs scripts: not on an event loop. */
final class UplinkDecoding {

    /** What is to be handed to the intake. */
    interface Verdict {
        CompletionStage<IntakeResult> handOn(TelemetryIntake telemetry, Submission message);
    }

    private final CodecLibrary codecs;
    private final LorawanMeters meters;

    UplinkDecoding(CodecLibrary codecs, LorawanMeters meters) {
        this.codecs = codecs;
        this.meters = meters;
    }

    Verdict decode(Device device, Profile profile, Uplink uplink) {
        return profile.codec().isEmpty() ? withoutCodec(device, profile, uplink) : withCodec(device, profile, uplink);
    }

    private Verdict withoutCodec(Device device, Profile profile, Uplink uplink) {
        if (uplink.fields().isEmpty()) {
            return refused(Rejection.whole(
                    RejectReason.CODEC,
                    "codec",
                    "",
                    "a codec in profile " + profile.id() + ", or one at the network server"));
        }
        return mapped(device, profile, uplink.fields(), uplink);
    }

    private Verdict withCodec(Device device, Profile profile, Uplink uplink) {
        String codec = profile.codec();
        long time = uplink.timeMicros() == RawReading.ARRIVAL ? 0 : uplink.timeMicros();
        CodecUplink input = new CodecUplink(uplink.payload(), uplink.fPort(), uplink.variables(), time);
        Optional<DecodedUplink> result = meters.decode().record(() -> codecs.decode(codec, input));
        if (result.isEmpty()) {
            return refused(Rejection.whole(
                    RejectReason.CODEC, "codec", codec, "a stored codec, as profile " + profile.id() + " names it"));
        }
        if (result.get() instanceof DecodedUplink.Fields fields) {
            if (!fields.warnings().isEmpty()) {
                meters.warned();
            }
            return mapped(device, profile, fields.fields(), uplink);
        }
        DecodedUplink.Failed failed = (DecodedUplink.Failed) result.get();
        meters.failed(failed.failure());
        if (failed.failure() == Failure.BUSY) {
            return (telemetry, message) -> CompletableFuture.completedStage(IntakeResult.unavailable());
        }
        return refused(Rejection.whole(
                RejectReason.CODEC,
                "codec " + codec + " on port " + uplink.fPort(),
                failed.reason(),
                "a payload that it can decode"));
    }

    private Verdict mapped(Device device, Profile profile, Map<String, Object> fields, Uplink uplink) {
        meters.uplink(Outcome.DECODED);
        Decoded.Readings readings = FieldMapper.map(device, profile, fields, uplink.timeMicros(), 0);
        return (telemetry, message) -> telemetry.accept(message, readings);
    }

    private Verdict refused(Rejection why) {
        meters.uplink(Outcome.UNDECODED);
        return (telemetry, message) -> telemetry.refuse(message, why);
    }
}
