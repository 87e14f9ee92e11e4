package io.caretaker.ingest.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.sparkplug.Effect.AskRebirth;
import io.caretaker.ingest.sparkplug.Effect.Offline;
import io.caretaker.ingest.sparkplug.Effect.Online;
import io.caretaker.ingest.sparkplug.Effect.Refused;
import io.caretaker.ingest.sparkplug.Effect.Value;
import io.caretaker.ingest.sparkplug.Effect.Values;
import io.caretaker.ingest.sparkplug.SparkplugTopic.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EdgeNodeTest {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(30);

    private final EdgeNode node = new EdgeNode(INTERVAL);
    private long nanos = 5;

    @Test
    void aBirthMakesTheNodeAliveAndGivesItsValues() {
        List<Effect> effects = send(Type.NBIRTH, 0, bdSeq(3), number("pressure", 1, 300));

        assertThat(effects)
                .containsExactly(new Online(), new Values(List.of(new Value("pressure", 300.0, Metric.NO_TIME)), true));
        assertThat(node.isAlive()).isTrue();
    }

    @Test
    void dataInSequenceIsNamedByItsAlias() {
        send(Type.NBIRTH, 255, bdSeq(3), number("pressure", 1, 300));

        assertThat(send(Type.NDATA, 0, alias(1, 301)))
                .containsExactly(new Values(List.of(new Value("pressure", 301.0, Metric.NO_TIME)), false));
        assertThat(send(Type.NDATA, 1, alias(1, -302)))
                .as("the type of the birth decides the sign")
                .containsExactly(new Values(List.of(new Value("pressure", -302.0, Metric.NO_TIME)), false));
    }

    @Test
    void aGapAsksForARebirthOnceAndAliasesAreNotTrusted() {
        send(Type.NBIRTH, 0, bdSeq(3), number("pressure", 1, 300));

        assertThat(send(Type.NDATA, 2, alias(1, 301))).hasExactlyElementsOfTypes(Refused.class, AskRebirth.class);
        assertThat(send(Type.NDATA, 3, alias(1, 301))).hasExactlyElementsOfTypes(Refused.class);
        assertThat(send(Type.NDATA, 4, number("pressure", 1, 302)))
                .as("a name cannot be mistaken")
                .containsExactly(new Values(List.of(new Value("pressure", 302.0, Metric.NO_TIME)), false));

        send(Type.NBIRTH, 0, bdSeq(3), number("pressure", 7, 300));
        assertThat(send(Type.NDATA, 1, alias(7, 303))).hasExactlyElementsOfTypes(Values.class);
    }

    @Test
    void anUnansweredRequestIsRepeatedAfterTheInterval() {
        assertThat(send(Type.NDATA, 9)).contains(new AskRebirth());
        nanos += INTERVAL - 1;
        assertThat(send(Type.NDATA, 10)).isEmpty();
        nanos += 1;
        assertThat(send(Type.NDATA, 11)).containsExactly(new AskRebirth());
    }

    @Test
    void aDeathMakesEverythingStaleAndALateOneOfTheConnectionBeforeDoesNot() {
        send(Type.NBIRTH, 0, bdSeq(3));
        send(Type.NBIRTH, 0, bdSeq(4));

        assertThat(send(Type.NDEATH, -1, bdSeq(3))).isEmpty();
        assertThat(node.isAlive()).isTrue();

        assertThat(send(Type.NDEATH, -1, bdSeq(4))).containsExactly(new Offline());
        assertThat(send(Type.NDEATH, -1, bdSeq(4))).isEmpty();
        assertThat(send(Type.NDATA, 1, alias(1, 1))).contains(new AskRebirth());
    }

    @Test
    void devicesComeAndGoWithTheirOwnBirths() {
        send(Type.NBIRTH, 0, bdSeq(3));

        assertThat(sendOf("pump", Type.DBIRTH, 1, number("flow", 10, 4)))
                .hasExactlyElementsOfTypes(Online.class, Values.class);
        assertThat(sendOf("pump", Type.DDATA, 2, alias(10, 5))).hasExactlyElementsOfTypes(Values.class);
        assertThat(sendOf("pump", Type.DDEATH, 3)).containsExactly(new Offline());
        assertThat(sendOf("pump", Type.DDATA, 4, number("flow", 10, 6)))
                .as("data of a device that is not born")
                .contains(new AskRebirth());
    }

    @Test
    void aRebirthIsNoNewsOfBeingOnline() {
        send(Type.NBIRTH, 0, bdSeq(3));
        sendOf("pump", Type.DBIRTH, 1);

        assertThat(send(Type.NBIRTH, 0, bdSeq(3))).isEmpty();
        assertThat(sendOf("pump", Type.DBIRTH, 1)).isEmpty();
    }

    @Test
    void whenTheConnectionWasLostTheNextMessageAsksForARebirth() {
        send(Type.NBIRTH, 0, bdSeq(3), number("pressure", 1, 300));
        node.forget();

        assertThat(send(Type.NDATA, 1, alias(1, 301))).hasExactlyElementsOfTypes(Refused.class, AskRebirth.class);
    }

    @Test
    void aWholeNumberWithoutATypeIsNotGuessed() {
        assertThat(send(Type.NDATA, 1, new Metric("n", Metric.NO_ALIAS, Metric.NO_TIME, 0, 5L)))
                .hasAtLeastOneElementOfType(Refused.class)
                .doesNotHaveAnyElementsOfTypes(Values.class);
    }

    @Test
    void topicsAreParsedStrictly() {
        assertThat(SparkplugTopic.parse("spBv1.0/g/DDATA/e/d"))
                .isEqualTo(Optional.of(new SparkplugTopic("g", Type.DDATA, "e", "d")));
        for (String topic : List.of(
                "spBv1.0/g/DDATA/e",
                "spBv1.0/g/NDATA/e/d",
                "spBv1.0/g/NDATA/e/",
                "spBv1.0//NDATA/e",
                "spBv1.0/g/ndata/e",
                "spBv1.0/g/NDATA/e/d/x",
                "spAv1.0/g/NDATA/e")) {
            assertThat(SparkplugTopic.parse(topic)).as(topic).isEmpty();
        }
    }

    record Sent(Type type, String device, int seq, long alias, int value, long pause) {}

    @Property(tries = 2_000)
    void messagesInAnyOrderHaveAnAnswerAndRebirthsAreNotAskedForFaster(@ForAll("messages") List<Sent> messages) {
        EdgeNode any = new EdgeNode(INTERVAL);
        long now = 0;
        long asked = Long.MIN_VALUE;
        for (Sent sent : messages) {
            now += sent.pause();
            List<Effect> effects = any.apply(topic(sent), message(sent), now);
            if (effects.contains(new AskRebirth())) {
                assertThat(asked == Long.MIN_VALUE || now - asked >= INTERVAL).isTrue();
                assertThat(any.isAlive()).isFalse();
                asked = now;
            } else if (!any.isAlive() && followsABirth(sent)) {
                assertThat(now - asked).as("out of step, it has been asked for").isLessThan(INTERVAL);
            }
        }
    }

    @Property
    void aGapAsksExactlyOnceWhereverItIs(
            @ForAll @IntRange(min = 0, max = 600) int before, @ForAll @IntRange(min = 1, max = 254) int lost) {
        EdgeNode fresh = new EdgeNode(INTERVAL);
        List<Effect> effects = new ArrayList<>();
        fresh.apply(topicOf("", Type.NBIRTH), new Payload.Message(0, List.of(bdSeq(1)), 0), 0);
        for (int i = 1; i <= before; i++) {
            effects.addAll(fresh.apply(topicOf("", Type.NDATA), new Payload.Message(0, List.of(), i & 0xff), i));
        }
        assertThat(effects).isEmpty();
        for (int i = before + 1 + lost; i < before + lost + 50; i++) {
            effects.addAll(fresh.apply(topicOf("", Type.NDATA), new Payload.Message(0, List.of(), i & 0xff), i));
        }
        assertThat(effects).containsExactly(new AskRebirth());
    }

    @Provide
    Arbitrary<List<Sent>> messages() {
        return Combinators.combine(
                        Arbitraries.of(Type.class),
                        Arbitraries.of("a", "b"),
                        Arbitraries.integers().between(-1, 5),
                        Arbitraries.longs().between(-1, 4),
                        Arbitraries.integers(),
                        Arbitraries.longs().between(0, INTERVAL))
                .as(Sent::new)
                .list()
                .ofMaxSize(60);
    }

    private static boolean followsABirth(Sent sent) {
        return switch (sent.type()) {
            case NDATA, DBIRTH, DDATA, DDEATH -> true;
            default -> false;
        };
    }

    private static SparkplugTopic topic(Sent sent) {
        return topicOf(sent.type().ofDevice() ? sent.device() : "", sent.type());
    }

    private static Payload.Message message(Sent sent) {
        return new Payload.Message(
                0,
                List.of(
                        bdSeq(Math.max(0, sent.seq())),
                        new Metric(sent.value() % 2 == 0 ? "m" : "", sent.alias(), Metric.NO_TIME, 3, (long)
                                sent.value())),
                sent.seq());
    }

    private static SparkplugTopic topicOf(String device, Type type) {
        return new SparkplugTopic("g", type, "e", device);
    }

    private List<Effect> send(Type type, int seq, Metric... metrics) {
        return sendOf("", type, seq, metrics);
    }

    private List<Effect> sendOf(String device, Type type, int seq, Metric... metrics) {
        return node.apply(topicOf(device, type), new Payload.Message(Metric.NO_TIME, List.of(metrics), seq), nanos);
    }

    private static Metric bdSeq(long seq) {
        return new Metric(Metric.BD_SEQ, Metric.NO_ALIAS, Metric.NO_TIME, DataType.INT64, seq);
    }

    private static Metric number(String name, long alias, int value) {
        return new Metric(name, alias, Metric.NO_TIME, DataType.INT32, value & 0xffff_ffffL);
    }

    private static Metric alias(long alias, int value) {
        return new Metric("", alias, Metric.NO_TIME, 0, value & 0xffff_ffffL);
    }
}
