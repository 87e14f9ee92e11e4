package io.caretaker.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.IntakeResult.Outcome;
import io.caretaker.ingest.intake.IntakeSettings;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.HandJournal;
import io.caretaker.ingest.intake.fixture.KeptLetters;
import io.caretaker.model.estate.Topology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TopicRouterTest {
    private static final byte[] PAYLOAD = {'1'};

    private final KeptLetters letters = new KeptLetters();
    private final Recorder one = new Recorder("one/");
    private final Recorder any = new Recorder("");
    private final TelemetryIntake telemetry = new TelemetryIntake(
            IntakeSettings.defaults(),
            Topology::empty,
            HandJournal.atOnce(),
            letters,
            Estates.CLOCK,
            new SimpleMeterRegistry());

    @Test
    void theFirstThatTakesTheTopicGetsTheMessage() {
        TopicRouter router = new TopicRouter(List.of(one, any), telemetry);

        router.accept("b", "one/a", PAYLOAD, false);
        router.accept("b", "two/a", PAYLOAD, false);

        assertThat(one.topics).containsExactly("one/a");
        assertThat(any.topics).containsExactly("two/a");
    }

    @Test
    void retainedMessagesAreOldAndSkipped() {
        TopicRouter router = new TopicRouter(List.of(any), telemetry);

        assertThat(outcome(router.accept("b", "one/a", PAYLOAD, true))).isEqualTo(Outcome.ACCEPTED);

        assertThat(any.topics).isEmpty();
    }

    @Test
    void aTopicThatNobodyTakesIsToldOnce() {
        TopicRouter router = new TopicRouter(List.of(one), telemetry);

        for (int i = 0; i < 3; i++) {
            assertThat(outcome(router.accept("plant", "zigbee2mqtt/bridge/state", PAYLOAD, false)))
                    .isEqualTo(Outcome.REJECTED);
        }

        assertThat(letters.reasons()).containsExactly(RejectReason.TOPIC);
        assertThat(letters.all().get(0).source()).isEqualTo("broker plant");
        assertThat(letters.all().get(0).value()).isEqualTo("zigbee2mqtt/bridge/state");
    }

    private static Outcome outcome(CompletionStage<IntakeResult> stage) {
        return stage.toCompletableFuture().join().outcome();
    }

    private record Recorder(String prefix, List<String> topics) implements TopicIntake {
        Recorder(String prefix) {
            this(prefix, new ArrayList<>());
        }

        @Override
        public boolean takes(String topic) {
            return topic.startsWith(prefix);
        }

        @Override
        public CompletionStage<IntakeResult> accept(String topic, byte[] payload) {
            topics.add(topic);
            return CompletableFuture.completedStage(IntakeResult.taken());
        }
    }
}
