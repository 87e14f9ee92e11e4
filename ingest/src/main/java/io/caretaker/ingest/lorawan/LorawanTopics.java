package io.caretaker.ingest.lorawan;

import io.caretaker.ingest.broker.TopicIntake;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.lorawan.chirpstack.ChirpstackEvents;
import io.caretaker.ingest.lorawan.ttn.TtnMessages;
import io.caretaker.model.estate.TopologySource;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Network servers by an MQTT broker: {@code application/+/device/+/event/+} of ChirpStack, {@code v3/+/devices/+/up},
 * {@code …/join} and {@code …/down/+} of The Things Stack.
 */
public final class LorawanTopics implements TopicIntake {
    private static final Pattern CHIRPSTACK = Pattern.compile("(?:.+/)?application/[^/]+/device/[^/]+/event/([a-z]+)");
    private static final Pattern TTN = Pattern.compile("v3/[^/]+/devices/[^/]+/(?:up|join|down/[a-z]+)");

    private final LorawanIntake intake;
    private final TopologySource topology;
    private final DownlinkListener downlinks;

    public LorawanTopics(LorawanIntake intake, TopologySource topology, DownlinkListener downlinks) {
        this.intake = intake;
        this.topology = topology;
        this.downlinks = downlinks;
    }

    @Override
    public boolean takes(String topic) {
        return topic.startsWith("v3/") ? TTN.matcher(topic).matches() : topic.contains("/event/") && chirpstack(topic);
    }

    private static boolean chirpstack(String topic) {
        return CHIRPSTACK.matcher(topic).matches();
    }

    @Override
    public CompletionStage<IntakeResult> accept(String topic, byte[] payload) {
        return intake.accept(event(topic, payload), topic, payload);
    }

    @Override
    public CompletionStage<IntakeResult> accept(String broker, String topic, byte[] payload) {
        NetworkEvent event = event(topic, payload);
        CompletionStage<IntakeResult> taken = intake.accept(event, topic, payload);
        if (event instanceof NetworkEvent.Uplink uplink) {
            topology.current()
                    .deviceAt(DevEui.address(uplink.devEui()))
                    .ifPresent(device -> downlinks.heard(device, broker, topic));
        }
        return taken;
    }

    private static NetworkEvent event(String topic, byte[] payload) {
        Matcher chirpstack = CHIRPSTACK.matcher(topic);
        return chirpstack.matches() ? ChirpstackEvents.parse(chirpstack.group(1), payload) : TtnMessages.parse(payload);
    }
}
