package io.caretaker.ingest.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.cjt188.Cjt188;
import io.caretaker.ingest.cjt188.Cjt188Frame;
import io.caretaker.ingest.dlt645.Dlt645;
import io.caretaker.ingest.dlt645.Dlt645Frame;
import io.caretaker.ingest.meter.PollLine.Action;
import io.caretaker.ingest.meter.PollLine.Meter;
import io.caretaker.ingest.meter.PollLine.Poll;
import io.caretaker.ingest.meter.PollLine.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

public class PollLineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Timing TIMING = new Timing(Duration.ofSeconds(2), 3, Duration.ofMillis(100));
    private static final String WATER = "78330011223344";
    private static final String OTHER = "78330011223355";
    private static final String POWER = "000000000161";

    private final PollLine line = new PollLine(TIMING);
    private final List<String> asked = new ArrayList<>();
    private final List<Poll> polls = new ArrayList<>();

    @Test
    void everyMeterIsAskedAtTheBeginningAndThenInItsInterval() {
        line.meters(List.of(water("a", WATER, 60), water("b", OTHER, 30)), 0);

        run(0, 100 * SECOND, PollLineTest::answer);

        assertThat(polls).extracting(p -> p.meter().device()).containsExactly("a", "b", "b", "a", "b", "b");
        assertThat(polls.get(0).fields()).containsEntry("volume", 12.34);
    }

    @Test
    void theSameLineGivesTheSameQuestionsAtTheSameTimes() {
        List<List<String>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            PollLineTest test = new PollLineTest();
            test.line.meters(List.of(water("b", OTHER, 7), water("a", WATER, 11), power("c", 13)), 0);
            test.run(0, 300 * SECOND, question -> test.asked.size() % 5 == 3 ? null : answer(question));
            runs.add(test.asked);
        }

        assertThat(runs.get(0)).hasSizeGreaterThan(100).isEqualTo(runs.get(1));
    }

    @Test
    void oneQuestionIsOutstandingAtATime() {
        line.meters(List.of(water("a", WATER, 60), water("b", OTHER, 60)), 0);

        assertThat(line.next(0)).isInstanceOf(Action.Ask.class);
        assertThat(line.next(0)).isEqualTo(new Action.Wait(2 * SECOND));
        assertThat(line.next(SECOND)).isEqualTo(new Action.Wait(2 * SECOND));
    }

    @Test
    void theLineRestsBetweenAnAnswerAndTheNextQuestion() {
        line.meters(List.of(water("a", WATER, 60), water("b", OTHER, 60)), 0);
        byte[] question = ((Action.Ask) line.next(0)).bytes();
        line.received(answer(question), SECOND);

        assertThat(line.next(SECOND)).isInstanceOf(Action.Done.class);
        assertThat(line.next(SECOND)).isEqualTo(new Action.Wait(SECOND + 100_000_000L));
        assertThat(line.next(SECOND + 100_000_000L)).isInstanceOf(Action.Ask.class);
    }

    @Test
    void aSilentMeterIsAskedAgainInBothOrdersAndThenLeft() {
        line.meters(List.of(water("a", WATER, 60), water("b", OTHER, 60)), 0);

        run(0, 50 * SECOND, question -> null);

        assertThat(asked)
                .extracting(q -> q.substring(q.indexOf("0103") + 4, q.indexOf("0103") + 8))
                .containsExactly("1f90", "901f", "1f90", "1f90", "901f", "1f90");
        assertThat(polls)
                .allMatch(Poll::silent)
                .extracting(p -> p.meter().device())
                .containsExactly("a", "b");
    }

    @Test
    void theOrderThatAMeterUnderstandsIsRemembered() {
        line.meters(List.of(water("a", WATER, 30)), 0);

        run(0, 100 * SECOND, question -> hex(question).contains("0103901f") ? answer(question) : null);

        assertThat(polls).noneMatch(Poll::silent).hasSize(4);
        assertThat(asked).as("one wrong guess at the beginning").hasSize(5);
    }

    @Test
    void whatIsNotTheMetersOwnAnswerDoesNotCount() {
        line.meters(List.of(water("a", WATER, 60)), 0);

        run(0, 30 * SECOND, question -> join(question, answer(question(OTHER)))); // an echo, and another meter

        assertThat(polls).singleElement().matches(Poll::silent);
    }

    @Test
    void anAnswerInPiecesBehindNoiseIsAnAnswer() {
        line.meters(List.of(water("a", WATER, 60)), 0);
        byte[] question = ((Action.Ask) line.next(0)).bytes();
        byte[] answer = join(new byte[] {0x68, 0x00, 0x16}, answer(question));
        for (byte b : answer) {
            line.received(new byte[] {b}, SECOND);
        }

        // The 68 of the noise claims a longer frame: only the end of the wait shows that it is none.
        assertThat(line.next(2 * SECOND)).isInstanceOf(Action.Done.class);
    }

    @Test
    void aMeterOfSeveralQuestionsGivesOnePoll() {
        line.meters(List.of(power("c", 60)), 0);

        run(0, 30 * SECOND, PollLineTest::answer);

        assertThat(asked).hasSize(5);
        assertThat(polls)
                .singleElement()
                .satisfies(poll -> assertThat(poll.fields())
                        .containsEntry("energy", 12345.67)
                        .containsKeys("voltage_a", "current_a", "power", "power_factor"));
    }

    @Test
    void aQuestionThatAMeterCannotAnswerLeavesTheOthers() {
        line.meters(List.of(power("c", 60)), 0);

        run(
                0,
                60 * SECOND,
                question -> hex(question).contains("33333935") // power factor
                        ? new Dlt645Frame(POWER, 0xd1, new byte[] {2}).encode()
                        : answer(question));

        assertThat(polls)
                .singleElement()
                .satisfies(
                        poll -> assertThat(poll.fields()).containsKey("energy").doesNotContainKey("power_factor"));
    }

    @Test
    void aDeadMeterIsNotAskedForEverything() {
        line.meters(List.of(power("c", 60)), 0);

        run(0, 30 * SECOND, question -> null);

        assertThat(asked).hasSize(3);
    }

    @Test
    void turnsThatWereMissedAreNotMadeUpFor() {
        line.meters(List.of(water("a", WATER, 10)), 0);
        run(0, 5 * SECOND, PollLineTest::answer);

        run(95 * SECOND, 99 * SECOND, PollLineTest::answer);

        assertThat(polls).hasSize(2);
        assertThat(line.next(99 * SECOND)).isEqualTo(new Action.Wait(100 * SECOND));
    }

    @Test
    void anUnreachableLineCostsTheTurnOfThoseDue() {
        line.meters(List.of(water("a", WATER, 10), water("b", OTHER, 100)), 0);

        assertThat(line.unreachable(SECOND)).isEqualTo(2);
        assertThat(line.dueNanos(SECOND)).isEqualTo(10 * SECOND);
    }

    @Test
    void metersComeAndGo() {
        line.meters(List.of(water("a", WATER, 10)), 0);
        run(0, 5 * SECOND, PollLineTest::answer);

        line.meters(List.of(water("a", WATER, 10), water("b", OTHER, 10)), 6 * SECOND);
        run(6 * SECOND, 9 * SECOND, PollLineTest::answer);
        assertThat(polls)
                .extracting(p -> p.meter().device())
                .as("the new one at once, the old one in its turn")
                .containsExactly("a", "b");

        line.meters(List.of(), 9 * SECOND);
        assertThat(line.next(1_000 * SECOND)).isEqualTo(new Action.Wait(Long.MAX_VALUE));
    }

    /** Plays the line: what is asked is answered by the meters after half a second, or not at all. */
    private void run(long from, long to, UnaryOperator<byte[]> meters) {
        long now = from;
        byte[] answer = null;
        long answerAt = Long.MAX_VALUE;
        while (now < to) {
            Action action = line.next(now);
            if (action instanceof Action.Ask ask) {
                asked.add(hex(ask.bytes()));
                answer = meters.apply(ask.bytes());
                answerAt = answer == null ? Long.MAX_VALUE : now + SECOND / 2;
            } else if (action instanceof Action.Done done) {
                polls.add(done.poll());
            } else {
                now = Math.min(((Action.Wait) action).untilNanos(), answerAt);
                if (now == answerAt) {
                    line.received(answer, now);
                    answerAt = Long.MAX_VALUE;
                }
            }
        }
    }

    /** What a meter answers to a question of its dialect. */
    public static byte[] answer(byte[] question) {
        FrameScanner<Cjt188Frame> water = new FrameScanner<>(Cjt188Frame::decode);
        water.append(question);
        FrameScanner.Found<Cjt188Frame> found = water.next();
        if (found != null) {
            byte[] data = join(
                    found.frame().data(),
                    HexFormat.of().parseHex("341200002c" + "001200002c" + "0000000000000000" + "00"));
            return new Cjt188Frame(found.frame().kind(), found.frame().digits(), 0x81, data).encode();
        }
        FrameScanner<Dlt645Frame> power = new FrameScanner<>(Dlt645Frame::decode);
        power.append(question);
        Dlt645Frame frame = power.next().frame();
        byte[] value = frame.data()[3] == 0
                ? HexFormat.of().parseHex("67452301")
                : HexFormat.of().parseHex("012200");
        return new Dlt645Frame(frame.digits(), 0x91, join(frame.data(), value)).encode();
    }

    private static byte[] question(String digits) {
        return new Cjt188().question(MeterAddress.parse("cjt188:" + digits).orElseThrow(), 0, 0);
    }

    private static Meter water(String device, String digits, int seconds) {
        return meter(device, "cjt188:" + digits, new Cjt188(), seconds);
    }

    private static Meter power(String device, int seconds) {
        return meter(device, "dlt645:" + POWER, new Dlt645(), seconds);
    }

    private static Meter meter(String device, String address, Dialect dialect, int seconds) {
        return new Meter(MeterAddress.parse(address).orElseThrow(), device, dialect, Duration.ofSeconds(seconds));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
