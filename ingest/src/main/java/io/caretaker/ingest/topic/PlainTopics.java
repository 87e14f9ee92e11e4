package io.caretaker.ingest.topic;

import io.caretaker.ingest.broker.TopicIntake;
import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.mapping.FieldMapper;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Messages on topics that are addresses of devices. A JSON object gives its fields; a bare value is the field
 * {@code value}, or where the mapping names no such field, the field called as the last level of the topic, so that a device
 * with a topic a value needs one entry each. The words online and offline tell the device's status unless the mapping knows
 * them. The time is that of arrival. Never blocks; safe for use by several threads.
 */
public final class PlainTopics implements TopicIntake {
    /** Scheme of the addresses. */
    public static final String SCHEME = "topic:";

    private static final String VALUE = "value";
    private static final String EXPECTED = "a number, a word or a JSON object";

    private final TelemetryIntake telemetry;
    private final StatusIntake status;
    private final TopologySource topology;
    private final CodecLimits limits;

    public PlainTopics(TelemetryIntake telemetry, StatusIntake status, TopologySource topology, CodecLimits limits) {
        this.telemetry = telemetry;
        this.status = status;
        this.topology = topology;
        this.limits = limits;
    }

    /** The device that publishes there, if the topic is an address of one. */
    public Optional<Device> publisher(String topic) {
        return topology.current().deviceAt(SCHEME + topic);
    }

    @Override
    public boolean takes(String topic) {
        return publisher(topic).isPresent();
    }

    @Override
    public CompletionStage<IntakeResult> accept(String topic, byte[] payload) {
        Topology now = topology.current();
        Optional<Device> device = now.deviceAt(SCHEME + topic);
        String id = device.map(Device::id).orElse(topic);
        Submission message = Submission.ofDevice(Protocol.TOPIC, id, topic, PayloadFormat.NATIVE, payload);
        Optional<Profile> profile = device.flatMap(d -> now.profile(d.profile()));
        if (profile.isEmpty()) {
            return telemetry.refuse(
                    message,
                    Rejection.whole(RejectReason.UNKNOWN_DEVICE, "topic", topic, "the address of a device (topic:…)"));
        }
        Optional<String> word = PlainPayload.word(payload);
        if (word.isPresent()) {
            return isStatus(word.get(), profile.get().mapping())
                    ? status.accept(message)
                    : accept(message, device.get(), profile.get(), Map.of(field(topic, profile.get()), word.get()));
        }
        Optional<Map<String, Object>> object = PlainPayload.object(payload, limits);
        if (object.isPresent()) {
            return accept(message, device.get(), profile.get(), object.get());
        }
        return telemetry.refuse(message, Rejection.whole(RejectReason.MALFORMED, "payload", "", EXPECTED));
    }

    private CompletionStage<IntakeResult> accept(
            Submission message, Device device, Profile profile, Map<String, ?> fields) {
        Decoded decoded = FieldMapper.map(device, profile, fields, RawReading.ARRIVAL, 0);
        return telemetry.accept(message, decoded);
    }

    private static boolean isStatus(String word, List<FieldMapping> mapping) {
        String lower = word.toLowerCase(Locale.ROOT);
        return (lower.equals("online") || lower.equals("offline"))
                && mapping.stream().noneMatch(m -> m.words().containsKey(word));
    }

    private static String field(String topic, Profile profile) {
        for (FieldMapping mapping : profile.mapping()) {
            if (mapping.source().equals(VALUE)) {
                return VALUE;
            }
        }
        String last = topic.substring(topic.lastIndexOf('/') + 1);
        return last.isEmpty() ? VALUE : last;
    }
}
