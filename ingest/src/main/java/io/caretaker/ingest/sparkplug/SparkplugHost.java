package io.caretaker.ingest.sparkplug;

import io.caretaker.ingest.broker.BrokerRole;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * A Sparkplug 3.0 host application on one broker. Only edge nodes that the registry knows, or that have a device of it
 * behind them ({@code sparkplug:<group>/<edge>[/<device>]}), are followed; a stranger is told once. Belongs to the broker's
 * event loop.
 */
public final class SparkplugHost implements BrokerRole {
    /** Shortest time between two requests for a rebirth to one edge node: births are large. */
    private static final Duration REBIRTH_INTERVAL = Duration.ofSeconds(30);

    private static final int STRANGERS_REMEMBERED = 1_000;
    private static final String EXPECTED_SENDER = "the address of a device, sparkplug:<group>/<edge>[/<device>]";

    private final String hostId;
    private final TelemetryIntake telemetry;
    private final StatusIntake status;
    private final TopologySource topology;
    private final NodeIndex index;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Counter rebirths;
    private final Map<String, EdgeNode> nodes = new HashMap<>();
    private final Set<String> strangers = new HashSet<>();
    private Publisher publisher = (topic, payload, qos, retain) -> {};
    private long session;

    /**
     * @param broker name of the broker, for the metrics
     * @param hostId id of this host, unique among the hosts of the broker; edge nodes may be set to wait for it
     */
    public SparkplugHost(
            String broker,
            String hostId,
            TelemetryIntake telemetry,
            StatusIntake status,
            TopologySource topology,
            Clock clock,
            LongSupplier nanoTime,
            MeterRegistry meters) {
        this.hostId = hostId;
        this.telemetry = telemetry;
        this.status = status;
        this.topology = topology;
        this.index = new NodeIndex(topology);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.rebirths = Counter.builder("caretaker.ingest.sparkplug.rebirths")
                .description("Rebirths that edge nodes were asked for: messages were missed")
                .tag("broker", broker)
                .register(meters);
        Gauge.builder("caretaker.ingest.sparkplug.nodes", nodes, Map::size)
                .description("Edge nodes that are followed")
                .tag("broker", broker)
                .register(meters);
    }

    @Override
    public Optional<Will> connecting() {
        session = clock.millis();
        return Optional.of(new Will(stateTopic(), state(false)));
    }

    @Override
    public void connected(Publisher to) {
        publisher = to;
        publisher.publish(stateTopic(), state(true), 1, true);
    }

    @Override
    public void closing() {
        session = clock.millis();
        publisher.publish(stateTopic(), state(false), 1, true);
    }

    @Override
    public void lost() {
        publisher = (topic, payload, qos, retain) -> {};
        nodes.values().forEach(EdgeNode::forget);
    }

    @Override
    public boolean takes(String topic) {
        return topic.startsWith(SparkplugTopic.PREFIX);
    }

    @Override
    public CompletionStage<IntakeResult> accept(String topic, byte[] payload) {
        if (topic.startsWith(SparkplugTopic.STATE)) {
            return stateSeen(topic, payload);
        }
        Optional<SparkplugTopic> parsed = SparkplugTopic.parse(topic);
        if (parsed.isEmpty()) {
            return refuse(
                    topic,
                    topic,
                    payload,
                    Rejection.whole(RejectReason.TOPIC, "topic", topic, SparkplugTopic.EXPECTED));
        }
        SparkplugTopic from = parsed.get();
        if (from.type() == SparkplugTopic.Type.NCMD || from.type() == SparkplugTopic.Type.DCMD) {
            return CompletableFuture.completedStage(IntakeResult.taken()); // of some host, perhaps ours
        }
        List<Device> behind = index.of(from.node());
        if (behind.isEmpty()) {
            return stranger(from, topic, payload);
        }
        Payload read = PayloadReader.read(payload);
        if (read instanceof Payload.Unreadable unreadable) {
            return refuse(
                    from.sender(),
                    topic,
                    payload,
                    Rejection.whole(
                            RejectReason.MALFORMED,
                            "payload",
                            "byte " + unreadable.offset(),
                            "a Sparkplug B payload: " + unreadable.expected()));
        }
        EdgeNode node = nodes.computeIfAbsent(from.node(), n -> new EdgeNode(REBIRTH_INTERVAL.toNanos()));
        return perform(from, topic, payload, node.apply(from, (Payload.Message) read, nanoTime.getAsLong()), behind);
    }

    private CompletionStage<IntakeResult> perform(
            SparkplugTopic from, String topic, byte[] payload, List<Effect> effects, List<Device> behind) {
        Topology now = topology.current();
        Optional<Device> device = now.deviceAt(NodeIndex.SCHEME + from.sender());
        List<CompletionStage<IntakeResult>> results = new ArrayList<>(1);
        for (Effect effect : effects) {
            if (effect instanceof Effect.Values values) {
                device.ifPresentOrElse(d -> results.add(values(d, now, topic, payload, values)), () -> {
                    if (values.birth() && !from.device().isEmpty()) {
                        results.add(stranger(from, topic, payload));
                    }
                });
            } else if (effect instanceof Effect.Online) {
                device.ifPresent(d -> status.transportSaw(d.id(), true));
            } else if (effect instanceof Effect.Offline) {
                gone(from, device, behind);
            } else if (effect instanceof Effect.AskRebirth) {
                askRebirth(from);
            } else if (effect instanceof Effect.Refused refused) {
                results.add(refuse(
                        device.map(Device::id).orElse(from.sender()),
                        topic,
                        payload,
                        Rejection.whole(refused.reason(), refused.field(), refused.value(), refused.expected())));
            }
        }
        return IntakeResult.all(results);
    }

    private CompletionStage<IntakeResult> values(
            Device device, Topology now, String topic, byte[] payload, Effect.Values values) {
        Submission message = Submission.ofDevice(Protocol.SPARKPLUG, device.id(), topic, PayloadFormat.NATIVE, payload);
        Optional<Profile> profile = now.profile(device.profile());
        return profile.isEmpty()
                ? CompletableFuture.completedStage(IntakeResult.taken())
                : telemetry.accept(message, ValueReadings.of(device, profile.get(), values));
    }

    private void gone(SparkplugTopic from, Optional<Device> device, List<Device> behind) {
        if (from.device().isEmpty()) {
            behind.forEach(d -> status.transportSaw(d.id(), false));
        } else {
            device.ifPresent(d -> status.transportSaw(d.id(), false));
        }
    }

    private void askRebirth(SparkplugTopic from) {
        rebirths.increment();
        publisher.publish(
                SparkplugTopic.PREFIX + from.group() + "/NCMD/" + from.edge(),
                PayloadWriter.rebirth(clock.millis()),
                0,
                false);
    }

    private CompletionStage<IntakeResult> stranger(SparkplugTopic from, String topic, byte[] payload) {
        Rejection why = Rejection.whole(RejectReason.UNKNOWN_DEVICE, "topic", from.sender(), EXPECTED_SENDER);
        boolean news = strangers.size() < STRANGERS_REMEMBERED && strangers.add(from.sender());
        return news
                ? refuse(from.sender(), topic, payload, why)
                : CompletableFuture.completedStage(IntakeResult.refused(why));
    }

    private CompletionStage<IntakeResult> refuse(String source, String topic, byte[] payload, Rejection why) {
        return telemetry.refuse(
                new Submission(
                        Protocol.SPARKPLUG,
                        Submission.ANY_DEVICE,
                        source,
                        topic,
                        PayloadFormat.NATIVE,
                        payload,
                        0,
                        payload.length),
                why);
    }

    /** Somebody, our own will of a connection before, says that we are gone: we are not. */
    private CompletionStage<IntakeResult> stateSeen(String topic, byte[] payload) {
        if (topic.equals(stateTopic())
                && new String(payload, StandardCharsets.UTF_8).replace(" ", "").contains("\"online\":false")) {
            publisher.publish(stateTopic(), state(true), 1, true);
        }
        return CompletableFuture.completedStage(IntakeResult.taken());
    }

    private String stateTopic() {
        return SparkplugTopic.STATE + hostId;
    }

    /** Sparkplug 3.0 § 6.4.24: birth and will of one session carry the same time. */
    private byte[] state(boolean online) {
        return ("{\"online\":" + online + ",\"timestamp\":" + session + "}").getBytes(StandardCharsets.UTF_8);
    }
}
