package io.caretaker.ingest.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.downlink.CommandLifecycle.Transition;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CommandLifecycleTest {
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;

    /** An event and the time since the one before. */
    record Timed(CommandEvent event, long after) {}

    @Property(tries = 2_000)
    void whateverHappensTheLifeIsSane(@ForAll("lives") List<Timed> life, @ForAll boolean safety) {
        DeviceCommand command = asked(safety);
        long now = 0;
        boolean confirmed = false;
        for (Timed timed : life) {
            now += timed.after();
            DeviceCommand before = command;
            Transition transition = CommandLifecycle.next(before, timed.event(), now);
            command = transition.command();

            if (before.state().isOver()) {
                assertThat(command).as("an end is an end").isEqualTo(before);
            }
            if (!transition.applies()) {
                assertThat(command).isEqualTo(before);
                continue;
            }
            assertThat(command.changedMicros()).isEqualTo(now);
            if (timed.event() instanceof CommandEvent.Confirmed c && command.state() == CommandState.QUEUED) {
                assertThat(c.by()).as("four eyes").isNotEqualTo("li-wei");
                confirmed = true;
            }
            if (command.state() == CommandState.SENT) {
                assertThat(now).as("nothing is sent after its time").isLessThanOrEqualTo(before.expiresMicros());
                assertThat(!safety || confirmed)
                        .as("nothing safety-relevant is sent unconfirmed")
                        .isTrue();
            }
        }
        assertThat(CommandLifecycle.next(command, new CommandEvent.Tick(), 10 * HOUR)
                        .command()
                        .state()
                        .isOver())
                .as("everything ends")
                .isTrue();
    }

    @Property(tries = 500)
    void replayGivesTheSame(@ForAll("lives") List<Timed> life) {
        assertThat(end(life)).isEqualTo(end(life));
    }

    @Property(tries = 500)
    void tellingTwiceIsTellingOnce(@ForAll("lives") List<Timed> life) {
        DeviceCommand once = end(life);
        Timed last = life.get(life.size() - 1);
        long now = life.stream().mapToLong(Timed::after).sum();

        DeviceCommand twice = CommandLifecycle.next(once, last.event(), now).command();

        assertThat(twice.state()).isEqualTo(once.state());
    }

    private static DeviceCommand end(List<Timed> life) {
        DeviceCommand command = asked(true);
        long now = 0;
        for (Timed timed : life) {
            now += timed.after();
            command = CommandLifecycle.next(command, timed.event(), now).command();
        }
        return command;
    }

    private static DeviceCommand asked(boolean safety) {
        return new DeviceCommand(
                "c-1",
                "p-1",
                safety ? "valve_close" : "lamp_dim",
                Map.of(),
                safety,
                safety ? CommandState.AWAITING_CONFIRMATION : CommandState.QUEUED,
                "li-wei",
                0,
                "",
                HOUR,
                0,
                "c-1",
                "");
    }

    @Provide
    Arbitrary<List<Timed>> lives() {
        Arbitrary<CommandEvent> events = Arbitraries.of(
                new CommandEvent.Confirmed("li-wei"),
                new CommandEvent.Confirmed("wang"),
                new CommandEvent.Cancelled("li-wei"),
                new CommandEvent.Sent(),
                new CommandEvent.Lost(),
                new CommandEvent.Acknowledged(),
                new CommandEvent.Executed("done"),
                new CommandEvent.Failed("stuck"),
                new CommandEvent.Tick());
        Arbitrary<Long> pauses = Arbitraries.of(0L, SECOND, 60 * SECOND, 16 * 60 * SECOND, 2 * HOUR);
        return Combinators.combine(events, pauses)
                .as(Timed::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
