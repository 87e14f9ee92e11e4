package io.caretaker.ingest.meter;

import io.caretaker.ingest.meter.Telegram.Content;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is asked when on one serial line. One question is outstanding at a time; a meter that does not answer is asked again,
 * in each way its makers may have understood, and then left until its next turn. Every meter is due at the beginning and then
 * in its own interval; turns that were missed are not made up for. Deterministic: time comes in with the calls. Not safe for
 * several threads.
 */
public final class PollLine {
    /** @param interval between polls, more than zero */
    public record Meter(MeterAddress address, String device, Dialect dialect, Duration interval) {}

    /**
     * @param answer how long an answer may take
     * @param attempts how often a question is asked, at least 1; at least once in each variant
     * @param pause rest of the line between an answer and the next question
     */
    public record Timing(Duration answer, int attempts, Duration pause) {}

    /**
     * What a poll brought.
     *
     * @param fields empty when nothing was heard
     * @param wire bytes of the answers, one behind the other
     * @param unreadable an answer that could not be read, where there was one
     */
    public record Poll(
            Meter meter,
            Map<String, Object> fields,
            byte[] wire,
            Optional<Content.Unreadable> unreadable,
            boolean fault) {
        /** Nothing at all came. */
        public boolean silent() {
            return fields.isEmpty() && unreadable.isEmpty() && !fault;
        }
    }

    /** What is to be done now. */
    public sealed interface Action {
        /** Write this, then ask again what to do. */
        record Ask(byte[] bytes) implements Action {}

        /** Come back at that time, or when something was received. */
        record Wait(long untilNanos) implements Action {}

        /** Take this, then ask again what to do. */
        record Done(Poll poll) implements Action {}
    }

    private static final class Turn {
        private Meter meter;
        private long due;
        private int variant;

        Turn(Meter meter, long due) {
            this.meter = meter;
            this.due = due;
        }
    }

    private final Timing timing;
    private final Map<String, Turn> turns = new TreeMap<>();
    private Conversation current;
    private long restUntil;

    public PollLine(Timing timing) {
        this.timing = timing;
    }

    /** The meters on the line from now on. Those that stay keep their turn. */
    public void meters(List<Meter> meters, long nowNanos) {
        Map<String, Turn> before = new TreeMap<>(turns);
        turns.clear();
        for (Meter meter : meters) {
            Turn turn = before.getOrDefault(meter.device(), new Turn(meter, nowNanos));
            turn.meter = meter;
            turns.put(meter.device(), turn);
        }
    }

    /** What to do now. */
    public Action next(long nowNanos) {
        if (current == null) {
            Optional<Turn> turn = turns.values().stream().min(Comparator.comparingLong(t -> t.due));
            if (turn.isEmpty()) {
                return new Action.Wait(Long.MAX_VALUE);
            }
            if (turn.get().due > nowNanos) {
                return new Action.Wait(turn.get().due);
            }
            Meter meter = turn.get().meter;
            current = new Conversation(
                    meter,
                    turn.get().variant,
                    Math.max(timing.attempts(), meter.dialect().variants()));
        }
        current.timePasses(nowNanos);
        if (current.over()) {
            return new Action.Done(finish(nowNanos));
        }
        if (current.asked()) {
            return new Action.Wait(current.deadline());
        }
        if (restUntil > nowNanos) {
            return new Action.Wait(restUntil);
        }
        return new Action.Ask(current.ask(nowNanos + timing.answer().toNanos()));
    }

    /** Bytes of the line. */
    public void received(byte[] bytes, long nowNanos) {
        if (current != null && current.asked()) {
            current.received(bytes);
            if (!current.asked()) {
                restUntil = nowNanos + timing.pause().toNanos();
            }
        }
    }

    /** When the line is needed next: now, while a meter is being asked. */
    public long dueNanos(long nowNanos) {
        if (current != null) {
            return nowNanos;
        }
        return turns.values().stream().mapToLong(t -> t.due).min().orElse(Long.MAX_VALUE);
    }

    /**
     * The line cannot be had: whoever is due is left until the next turn.
     *
     * @return how many meters that were
     */
    public int unreachable(long nowNanos) {
        int missed = 0;
        current = null;
        for (Turn turn : turns.values()) {
            if (turn.due <= nowNanos) {
                missed++;
                schedule(turn, nowNanos);
            }
        }
        return missed;
    }

    private Poll finish(long nowNanos) {
        Poll poll = current.poll();
        Turn turn = turns.get(poll.meter().device());
        if (turn != null) {
            turn.variant = current.variant();
            schedule(turn, nowNanos);
        }
        current = null;
        return poll;
    }

    private static void schedule(Turn turn, long nowNanos) {
        long interval = Math.max(1, turn.meter.interval().toNanos());
        long missed = Math.max(0, (nowNanos - turn.due) / interval);
        turn.due += (missed + 1) * interval;
    }
}
