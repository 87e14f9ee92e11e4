package io.caretaker.ingest.broker;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Hands each message of a broker to the first protocol that takes its topic. A topic that nobody takes is told once, as a
 * dead letter, and then only counted: brokers carry much that is none of our business. Never blocks; safe for use by several
 * threads.
 */
public final class TopicRouter {
    /** So many unclaimed topics are remembered; one that was forgotten is told again. */
    private static final int REMEMBERED = 10_000;

    private static final String EXPECTED =
            "a topic of the service, of a protocol it knows, or the address of a device (topic:…)";

    private final List<TopicIntake> intakes;
    private final TelemetryIntake telemetry;
    private final Set<String> unclaimed =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            }));

    /**
     * @param intakes asked in this order
     * @param telemetry keeps the dead letters of topics that nobody takes
     */
    public TopicRouter(List<TopicIntake> intakes, TelemetryIntake telemetry) {
        this.intakes = List.copyOf(intakes);
        this.telemetry = telemetry;
    }

    /** The same, with one more that is asked first. */
    public TopicRouter with(TopicIntake first) {
        List<TopicIntake> all = new ArrayList<>();
        all.add(first);
        all.addAll(intakes);
        return new TopicRouter(all, telemetry);
    }

    /**
     * Takes one message; completes as {@link TopicIntake#accept} does.
     *
     * @param broker name of the broker, for the dead letter
     * @param retained the broker kept it from before: it is old and is skipped, so that it never counts as a fresh reading
     */
    public CompletionStage<IntakeResult> accept(String broker, String topic, byte[] payload, boolean retained) {
        if (retained) {
            return CompletableFuture.completedStage(IntakeResult.taken());
        }
        for (TopicIntake intake : intakes) {
            if (intake.takes(topic)) {
                return intake.accept(broker, topic, payload);
            }
        }
        return unclaimed(broker, topic, payload);
    }

    private CompletionStage<IntakeResult> unclaimed(String broker, String topic, byte[] payload) {
        Rejection why = Rejection.whole(RejectReason.TOPIC, "topic", topic, EXPECTED);
        if (!unclaimed.add(topic)) {
            return CompletableFuture.completedStage(IntakeResult.refused(why));
        }
        Submission message = new Submission(
                Protocol.BROKER,
                Submission.ANY_DEVICE,
                "broker " + broker,
                topic,
                PayloadFormat.sniff(payload, 0, payload.length),
                payload,
                0,
                payload.length);
        return telemetry.refuse(message, why);
    }
}
