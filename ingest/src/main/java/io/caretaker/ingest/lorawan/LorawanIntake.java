package io.caretaker.ingest.lorawan;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.lorawan.LorawanMeters.Outcome;
import io.caretaker.ingest.lorawan.NetworkEvent.Uplink;
import io.caretaker.ingest.lorawan.library.CodecLibrary;
import io.caretaker.ingest.lorawan.library.UplinkSample;
import io.caretaker.ingest.lorawan.library.UplinkSamples;
import io.caretaker.ingest.mapping.FieldMapper;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.TopologySource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * Events of LoRaWAN network servers to readings: finds the device by its DevEUI, decodes with the codec of its profile or
 * takes the network server's own fields, maps and hands on. Never blocks its caller; safe for use by several threads.
 */
public final class LorawanIntake {
    private static final Logger LOG = Logger.getLogger(LorawanIntake.class);
    private static final String STRANGER = "network-server";

    private final TelemetryIntake telemetry;
    private final TopologySource topology;
    private final UplinkDecoding decoding;
    private final UplinkSamples samples;
    private final RadioListener radio;
    private final DecodeLanes lanes;
    private final Clock clock;
    private final DownlinkListener downlinks;
    private final RecentFrames frames = new RecentFrames();
    private final LorawanMeters meters;

    /** @param clock the service's, for events that carry no time */
    public LorawanIntake(
            TelemetryIntake telemetry,
            TopologySource topology,
            CodecLibrary codecs,
            UplinkSamples samples,
            RadioListener radio,
            DecodeLanes lanes,
            Clock clock,
            DownlinkListener downlinks,
            MeterRegistry registry) {
        this.downlinks = downlinks;
        this.telemetry = telemetry;
        this.topology = topology;
        this.meters = new LorawanMeters(registry);
        this.decoding = new UplinkDecoding(codecs, meters);
        this.samples = samples;
        this.radio = radio;
        this.lanes = lanes;
        this.clock = clock;
    }

    /**
     * Takes one event. The stage never fails; it completes once readings and dead letters are durable.
     *
     * @param origin topic or route it came by, for the dead letter
     * @param payload the message as it came; kept until the stage completes
     */
    public CompletionStage<IntakeResult> accept(NetworkEvent event, String origin, byte[] payload) {
        if (event instanceof Uplink uplink) {
            return known(uplink.devEui(), origin, payload, device -> heard(device, uplink, origin, payload));
        }
        if (event instanceof NetworkEvent.Status status) {
            return known(status.devEui(), origin, payload, device -> told(device, status, origin, payload));
        }
        if (event instanceof NetworkEvent.Joined joined) {
            topology.current()
                    .deviceAt(DevEui.address(joined.devEui()))
                    .ifPresent(device -> radio.joined(device.id(), timeOf(joined.timeMicros())));
        }
        if (event instanceof NetworkEvent.Downlink downlink) {
            topology.current()
                    .deviceAt(DevEui.address(downlink.devEui()))
                    .ifPresent(device -> downlinks.told(device, downlink));
        }
        if (event instanceof NetworkEvent.Unreadable unreadable) {
            return telemetry.refuse(message("", STRANGER, origin, payload), unreadable.why());
        }
        return CompletableFuture.completedStage(IntakeResult.taken());
    }

    private interface OfDevice {
        CompletionStage<IntakeResult> take(Device device);
    }

    private CompletionStage<IntakeResult> known(String devEui, String origin, byte[] payload, OfDevice then) {
        String address = DevEui.address(devEui);
        Optional<Device> device = topology.current().deviceAt(address);
        if (device.isEmpty()) {
            meters.uplink(Outcome.UNKNOWN);
            return telemetry.refuse(
                    message("", address, origin, payload),
                    Rejection.whole(
                            RejectReason.UNKNOWN_DEVICE,
                            "devEui",
                            devEui,
                            "a device of the registry with the address " + address));
        }
        return then.take(device.get());
    }

    private CompletionStage<IntakeResult> heard(Device device, Uplink uplink, String origin, byte[] payload) {
        CompletableFuture<IntakeResult> result = new CompletableFuture<>();
        RecentFrames.Claim claim = frames.claim(device.id(), uplink, result);
        if (claim.earlier().isPresent()) {
            meters.uplink(Outcome.DUPLICATE);
            return claim.earlier().get().thenApply(LorawanIntake::again);
        }
        tell(device, uplink, claim.missing());
        if (uplink.payload().length == 0 && uplink.fields().isEmpty()) {
            meters.uplink(Outcome.EMPTY);
            result.complete(IntakeResult.taken());
            return result;
        }
        boolean offered =
                lanes.offer(device.id(), () -> take(device, uplink, message(device, origin, payload), result));
        if (!offered) {
            result.complete(IntakeResult.unavailable());
        }
        return result.thenApply(done -> settled(device, uplink, done));
    }

    /** A second copy is fine when the first is durable, and has to come again when that is not known. */
    private static IntakeResult again(IntakeResult first) {
        return first.outcome() == IntakeResult.Outcome.UNAVAILABLE ? first : IntakeResult.taken();
    }

    private IntakeResult settled(Device device, Uplink uplink, IntakeResult done) {
        if (done.outcome() == IntakeResult.Outcome.UNAVAILABLE) {
            meters.uplink(Outcome.UNAVAILABLE);
            frames.forget(device.id(), uplink);
        }
        return done;
    }

    private void tell(Device device, Uplink uplink, long missing) {
        long time = timeOf(uplink.timeMicros());
        radio.uplink(
                device.id(),
                uplink.radio().rssiDbm(),
                uplink.radio().snrDb(),
                uplink.radio().spreadingFactor(),
                time);
        uplink.batteryPercent().ifPresent(percent -> radio.battery(device.id(), percent));
        if (missing > 0) {
            meters.missed(missing);
            radio.missed(device.id(), missing, time);
        }
        if (uplink.payload().length > 0) {
            samples.keep(new UplinkSample(device.id(), time, uplink.fCnt(), uplink.fPort(), uplink.payload()));
        }
    }

    /** On the device's lane. */
    private void take(Device device, Uplink uplink, Submission message, CompletableFuture<IntakeResult> result) {
        CompletionStage<IntakeResult> taken;
        try {
            Profile profile = topology.current()
                    .profile(device.profile())
                    .orElseThrow(() -> new IllegalStateException("device " + device.id() + " has no profile"));
            taken = decoding.decode(device, profile, uplink).handOn(telemetry, message);
        } catch (RuntimeException e) {
            LOG.warnf(e, "lorawan uplink not decoded device=%s", device.id());
            taken = CompletableFuture.completedStage(IntakeResult.unavailable());
        }
        taken.thenAccept(result::complete);
    }

    /** What the network server knows of the device's power becomes readings where the profile has a place for it. */
    private CompletionStage<IntakeResult> told(
            Device device, NetworkEvent.Status status, String origin, byte[] payload) {
        status.batteryPercent().ifPresent(percent -> radio.battery(device.id(), percent));
        Optional<Profile> profile = topology.current().profile(device.profile());
        if (profile.isEmpty()) {
            return CompletableFuture.completedStage(IntakeResult.taken());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        status.batteryPercent().ifPresent(percent -> fields.put("batteryLevel", percent));
        fields.put("margin", status.marginDb());
        fields.put("externalPowerSource", status.externalPower());
        Decoded.Readings mapped = FieldMapper.map(device, profile.get(), fields, status.timeMicros(), 0);
        return mapped.readings().isEmpty()
                ? CompletableFuture.completedStage(IntakeResult.taken())
                : telemetry.accept(message(device, origin, payload), mapped);
    }

    private long timeOf(long timeMicros) {
        return timeMicros == RawReading.ARRIVAL ? Times.micros(clock.instant()) : timeMicros;
    }

    private static Submission message(Device device, String origin, byte[] payload) {
        return message(device.id(), device.id(), origin, payload);
    }

    private static Submission message(String device, String source, String origin, byte[] payload) {
        return new Submission(
                Protocol.LORAWAN, device, source, origin, PayloadFormat.NATIVE, payload, 0, payload.length);
    }
}
