package io.caretaker.ingest.lorawan;

import io.caretaker.ingest.broker.TopicIntake;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.lorawan.chirpstack.ChirpstackEvents;
import io.caretaker.ingest.lorawan.ttn.TtnMessages;
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

    public LorawanTopics(LorawanIntake intake) {
        this.intake = intake;
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
        return intake.accept(event(topic, payload), new ReturnPath.Broker(broker, topic), topic, payload);
    }

    private static NetworkEvent event(String topic, byte[] payload) {
        Matcher chirpstack = CHIRPSTACK.matcher(topic);
        return chirpstack.matches() ? ChirpstackEvents.parse(chirpstack.group(1), payload) : TtnMessages.parse(payload);
    }
}
