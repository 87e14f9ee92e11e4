package io.caretaker.alerting.backtest;

import io.caretaker.alerting.backtest.BacktestResult.Side;
import io.caretaker.alerting.detect.Detection;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Reading;
import io.caretaker.model.reading.ReadingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Tries a change of rules on stored readings: the detection that runs live, once with the rules as they are and once as they
 * would be, in one pass over the history. Time passes by a tick each minute of event time. Blocks on the history; an object
 * may run several backtests at once, as nothing is kept between them.
 */
public final class Backtest {
    private static final long MINUTE = 60_000_000L;
    /** The history is read in pieces, so that a cancel is heard soon even where nothing was recorded. */
    private static final long PIECE = 6 * 3_600_000_000L;

    private final ReadingHistory history;
    private final FaultCatalogue catalogue;

    public Backtest(ReadingHistory history, FaultCatalogue catalogue) {
        this.history = history;
        this.catalogue = catalogue;
    }

    /**
     * @param progress told the share of the time span that is done, 0 to 1, a few times a day of it; on the caller's thread
     * @param cancelled asked as often; true ends the run with what was found so far
     */
    public BacktestResult run(
            BacktestRequest request, Topology topology, DoubleConsumer progress, BooleanSupplier cancelled) {
        Optional<String> type = request.rule().flatMap(id -> typeOf(id, request));
        Run before = new Run(new Detection(catalogue, request.before(), () -> topology), type);
        Run after = new Run(new Detection(catalogue, request.after(), () -> topology), type);
        Pass pass = new Pass(List.of(before, after), request.fromMicros());
        for (long from = request.fromMicros(); from < request.toMicros(); from += PIECE) {
            if (cancelled.getAsBoolean()) {
                return new BacktestResult(before.side(), after.side(), pass.readings, true);
            }
            long to = Math.min(from + PIECE, request.toMicros());
            history.scan(request.devices(), from, to, pass::reading);
            pass.reach(to);
            progress.accept((double) (to - request.fromMicros()) / (request.toMicros() - request.fromMicros()));
        }
        return new BacktestResult(before.side(), after.side(), pass.readings, false);
    }

    private static Optional<String> typeOf(String rule, BacktestRequest request) {
        RuleBook book = request.after().rule(rule).isPresent() ? request.after() : request.before();
        return book.rule(rule).map(r -> r.faultType());
    }

    /** Turns the stream of readings into messages: those of one device and time belong together, as they came. */
    private static final class Pass {
        private final List<Run> runs;
        private final List<Reading> message = new ArrayList<>();
        private long nextTick;
        private long offset;
        private long readings;

        Pass(List<Run> runs, long from) {
            this.runs = runs;
            this.nextTick = from;
        }

        void reading(Reading reading) {
            readings++;
            if (!message.isEmpty()
                    && (reading.timeMicros() != message.get(0).timeMicros()
                            || !reading.device().equals(message.get(0).device()))) {
                flush();
            }
            tickUpTo(reading.timeMicros());
            message.add(reading);
        }

        void reach(long time) {
            flush();
            tickUpTo(time);
        }

        private void tickUpTo(long time) {
            while (nextTick < time) {
                if (!message.isEmpty() && message.get(0).timeMicros() <= nextTick) {
                    flush();
                }
                fold(new Ticked(nextTick));
                nextTick += MINUTE;
            }
        }

        private void flush() {
            if (!message.isEmpty()) {
                fold(new ReadingsReceived(
                        message.get(0).device(), message.get(0).timeMicros(), message));
                message.clear();
            }
        }

        private void fold(JournalEntry entry) {
            JournalGroup group = new JournalGroup(offset++, List.of(entry));
            runs.forEach(run -> run.fold(group));
        }
    }

    /** One side: a detection and the faults that came out of it. */
    private static final class Run {
        private final Detection detection;
        private final FoundFaults found;

        Run(Detection detection, Optional<String> type) {
            this.detection = detection;
            this.found = new FoundFaults(type);
        }

        void fold(JournalGroup group) {
            detection.fold(group).items().forEach(found::take);
        }

        Side side() {
            return found.side();
        }
    }
}
